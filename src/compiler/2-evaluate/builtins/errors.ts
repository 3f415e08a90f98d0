/** `Error` and its subclasses, whose instances have a non-enumerable message. */
import { emptyRecord } from "../../../lib/json.ts";
import type { Machine } from "../machine/machine.ts";
import { joinText } from "../values/text.ts";
import { listElements } from "../machine/iterate.ts";
import {
  array,
  type ClassValue,
  type ErrorName,
  object,
  type ObjectValue,
  type Poison,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall } from "./call.ts";
import { argumentOf } from "./operand.ts";

export const errorNames = [
  "AggregateError", "Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError",
] as const satisfies readonly ErrorName[]; // prettier-ignore

export function isErrorName(name: string): name is ErrorName {
  return (errorNames as readonly string[]).includes(name);
}

const created = new WeakMap<Machine, Map<string, ClassValue>>();

/** One class for the whole evaluation. */
export function errorClass(name: ErrorName, machine: Machine): ClassValue {
  const classes = created.get(machine) ?? new Map<string, ClassValue>();
  created.set(machine, classes);
  const known = classes.get(name);
  if (known !== undefined) return known;
  const value: ClassValue = {
    kind: "class",
    name,
    base: name === "Error" ? undefined : errorClass("Error", machine),
    own: undefined,
    members: new Map(),
    staticMembers: new Map(),
    statics: object(),
  };
  classes.set(name, value);
  value.members.set("name", { kind: "method", value: { kind: "known", value: name } });
  value.members.set("message", { kind: "method", value: { kind: "known", value: "" } });
  return value;
}

/** `new Error(message, { cause })`; `instance` is an object of the class, or of one that extends it. */
export function fillError(instance: ObjectValue, from: ClassValue, call: BuiltinCall): Poison | undefined {
  const { site, place, machine } = call;
  const hidden = instance.hidden ?? {};
  const isAggregate = from.name === "AggregateError";
  const at = isAggregate ? 1 : 0;
  const message = argument(call, at);
  if (!(message.kind === "known" && message.value === undefined)) {
    const text = joinText([{ value: message, node: argumentOf(site, at) }], place, machine);
    if (text.kind === "poison") return text;
    hidden.message = text;
  }
  const options = argument(call, at + 1);
  if (options.kind === "object" && options.fields.cause !== undefined) hidden.cause = options.fields.cause;
  else if (options.kind === "poison") return options;
  if (!isAggregate) return undefined;
  const errors = listElements(argument(call, 0), argumentOf(site), place, machine);
  if ("kind" in errors) return errors;
  hidden.errors = array([...errors]);
  return undefined;
}

/** An error that JavaScript itself throws: its class is known, but its message differs between engines. */
export function engineError(name: ErrorName, machine: Machine): ObjectValue {
  const message = unreadable(
    "message",
    "an error that JavaScript itself throws: its words differ from engine to engine",
    machine,
  );
  return {
    ...object(),
    class: errorClass(name, machine),
    hidden: Object.assign(ownOfError(machine), { message }),
  };
}

/** The initial, non-enumerable properties of every error. */
export function ownOfError(machine: Machine): Record<string, Value> {
  return Object.assign(emptyRecord<Value>(), { stack: unreadable("stack", "an error", machine) });
}

function unreadable(member: string, what: string, machine: Machine): Value {
  return {
    kind: "unavailable",
    refuse: (node, module) =>
      machine.refuse("method-unsupported", node, { module }, { method: member, what }),
  };
}
