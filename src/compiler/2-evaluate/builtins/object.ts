/** `Object`: reads, copies and freezes known objects and lists. */
import { beginChange } from "../values/change.ts";
import { expandWhole } from "../calls/expand.ts";
import { identityOf } from "../values/identity.ts";
import { toKey } from "../values/keys.ts";
import type { Machine } from "../machine/machine.ts";
import { originOf } from "../values/origin.ts";
import { inheritRunKeys, refuseRunKeys } from "../values/run-keys.ts";
import { callSetter, setField, setterOf } from "../members/set-member.ts";
import { arrayIndex } from "../values/array-index.ts";
import { errorText } from "../values/text.ts";
import { isError } from "../values/describe.ts";
import {
  array,
  type ArrayValue,
  type BuiltinValue,
  known,
  object,
  type ObjectValue,
  type Poison,
  type Value,
} from "../values/values.ts";
import {
  argument,
  type BuiltinCall,
  type BuiltinFunction,
  libraryFunction,
  libraryMembers,
  method,
} from "./call.ts";
import { refuseComparison } from "./comparison.ts";
import { argumentOf, refuseArgument } from "./operand.ts";
import { hasOwn, ownEntries, ownKeys } from "./own-entries.ts";
import { addPairs } from "./pair.ts";

const functions: ReadonlyMap<string, BuiltinFunction> = new Map<string, BuiltinFunction>([
  ["keys", (call) => over("Object.keys", call, (key) => known(key))],
  ["values", (call) => over("Object.values", call, (_, value) => value)],
  ["entries", (call) => over("Object.entries", call, (key, value) => array([known(key), value]))],
  ["fromEntries", fromEntries],
  ["assign", assign],
  ["freeze", freeze],
  ["isFrozen", isFrozen],
  ["hasOwn", (call) => isOwn("Object.hasOwn", argument(call, 0), 1, call)],
  ["is", is],
]);

export function objectFunction(machine: Machine): BuiltinValue {
  return {
    ...libraryFunction("Object", makeObject, machine),
    members: libraryMembers("Object", functions, machine),
  };
}

/** What every object inherits; `undefined` if falc does not know it. */
export function objectMember(value: Value, name: string, machine: Machine): Value | undefined {
  if (name === "hasOwnProperty") return method(name, (call) => isOwn(`.${name}`, value, 0, call), machine);
  if (name === "valueOf") return method(name, () => value, machine);
  if (name === "toString" && value.kind === "object" && isError(value)) {
    return method(name, ({ site, place }) => errorText(value, site.node, place, machine), machine);
  }
  return undefined;
}

/** `Object()` makes an empty object, and returns an object unchanged. */
export function makeObject(call: BuiltinCall): Value {
  const value = argument(call, 0);
  if (value.kind === "known") {
    return (value.value ?? undefined) === undefined ? object() : refuseArgument("Object", value, 0, call);
  }
  // A string known only at run time would become a wrapper object.
  return value.kind === "reference" || value.kind === "text"
    ? refuseArgument("Object", value, 0, call)
    : value;
}

function over(operator: string, call: BuiltinCall, show: (key: string, value: Value) => Value): Value {
  const given = argument(call, 0);
  const { site, place, machine } = call;
  const node = argumentOf(site);
  const value = expandWhole(given, node, place, machine, { throwsOnNullish: true }) ?? given;
  const failed = refuseNullish(operator, value, call) ?? refuseRunKeys(value, node, place, machine);
  if (failed !== undefined) return failed;
  // Keys alone call no getter.
  if (operator === "Object.keys" && value.kind === "object") {
    machine.enumerate(value, node, place);
    machine.step(node, place, Object.keys(value.fields).length);
    return array(ownKeys(value).map(known));
  }
  const entries = ownEntries(value, operator, node, place, machine);
  return "kind" in entries ? entries : array(entries.map(([key, field]) => show(key, field)));
}

function refuseNullish(
  operator: string,
  value: Value,
  { site, place, machine }: BuiltinCall,
): Poison | undefined {
  if (value.kind !== "known" || (value.value ?? undefined) !== undefined) return undefined;
  const text = `${operator} cannot convert ${String(value.value)} to object`;
  return machine.throws("TypeError", "program-throws", site.node, place, { text });
}

function fromEntries(call: BuiltinCall): Value {
  const result = object();
  const failed = addPairs(argument(call, 0), call, (pair, node) => {
    const key = toKey(pair.key, node, call.place, call.machine);
    if (typeof key !== "string") return key;
    result.fields[key] = pair.value;
    return undefined;
  });
  return failed ?? result;
}

/** Changes and returns its first argument. The whole input or a whole result may be a source. */
function assign(call: BuiltinCall): Value {
  const { args, site, place, machine } = call;
  const target = argument(call, 0);
  const failed = refuseNullish("Object.assign", target, call);
  if (failed !== undefined) return failed;
  if (target.kind !== "object" && target.kind !== "array")
    return refuseArgument("Object.assign", target, 0, call);
  for (const [index, arg] of args.entries()) {
    if (index === 0) continue;
    const node = argumentOf(site, index);
    const source = expandWhole(arg, node, place, machine) ?? arg;
    if (source.kind === "reference" || source.kind === "text") {
      return machine.refuse("spread-unknown", node, place, {
        text: machine.textOf(node, place),
        ...originOf(source, node, place, machine),
      });
    }
    const entries = ownEntries(source, "Object.assign", node, place, machine);
    if ("kind" in entries) return entries;
    const refused = entries.length === 0 ? undefined : beginChange(target, argumentOf(site), place, machine);
    if (refused !== undefined) return refused;
    inheritRunKeys(target, source);
    if (source.kind === "object" && source.iterator !== undefined && target.kind === "object")
      target.iterator = source.iterator;
    for (const [key, value] of entries) {
      const problem = assignField(target, key, value, call);
      if (problem !== undefined) return problem;
    }
  }
  return target;
}

function assignField(
  target: ObjectValue | ArrayValue,
  key: string,
  value: Value,
  { site, place, machine }: BuiltinCall,
): Poison | undefined {
  // Assigning to this key changes the object's prototype, instead of adding a field.
  if (key === "__proto__") return machine.refuse("key-unsupported", site.node, place, { key });
  if (target.kind === "object") {
    const setter = setterOf(target, key);
    if (setter === undefined) setField(target, key, value);
    else {
      const result = callSetter(setter, target, value, key, { site, place, machine });
      if (result.kind === "poison") return result;
    }
    return undefined;
  }
  const index = arrayIndex(key);
  if (index === undefined) {
    return machine.refuse("syntax-unsupported", site.node, place, {
      construct: `setting ${key} of an array`,
    });
  }
  machine.step(site.node, place, Math.max(0, index - target.elements.length));
  target.elements[index] = value;
  return undefined;
}

/** Objects and lists become frozen; primitives never change, and values known only later are never changed here. */
function freeze(call: BuiltinCall): Value {
  const value = argument(call, 0);
  switch (value.kind) {
    case "object":
    case "array":
      call.machine.touch(value, true, call.site.node, call.place);
      value.frozen = true;
      return value;
    case "known":
    case "reference":
    case "text":
    case "poison":
    // Freezing a Map or Set does not protect its content.
    case "map":
    case "set":
      return value;
    default:
      return refuseArgument("Object.freeze", value, 0, call);
  }
}

function isFrozen(call: BuiltinCall): Value {
  const value = argument(call, 0);
  if (value.kind === "known") return known(true);
  if (value.kind === "object" || value.kind === "array") {
    call.machine.touch(value, false, call.site.node, call.place);
    return known(value.frozen === true);
  }
  return refuseArgument("Object.isFrozen", value, 0, call);
}

function isOwn(operator: string, owner: Value, keyIndex: number, call: BuiltinCall): Value {
  const { site, place, machine } = call;
  const failed = refuseNullish(operator, owner, call);
  if (failed !== undefined) return failed;
  const key = toKey(argument(call, keyIndex), argumentOf(site, keyIndex), place, machine);
  if (typeof key !== "string") return key;
  if (owner.kind === "object" || owner.kind === "array") machine.touch(owner, false, site.node, place);
  const found = hasOwn(owner, key);
  if (found !== undefined) return known(found);
  if (owner.kind === "object") {
    const text = machine.textOf(site.node, place);
    return machine.refuse("method-on-reference", site.node, place, { method: operator, text });
  }
  const refused = ownEntries(owner, operator, argumentOf(site), place, machine);
  return "kind" in refused ? refused : refuseArgument(operator, owner, 0, call);
}

function is(call: BuiltinCall): Value {
  const identities: unknown[] = [];
  for (const index of [0, 1]) {
    const value = argument(call, index);
    const identity = identityOf(value);
    if (identity === undefined)
      return refuseComparison("Object.is", value, argumentOf(call.site, index), call);
    identities.push(identity.of);
  }
  return known(Object.is(identities[0], identities[1]));
}
