/** `JSON`: the real one, on known data. */
import { maxTextLength, refuseLength } from "../values/text.ts";
import { readMember } from "../members/access.ts";
import { inheritedFrom } from "../members/members.ts";
import type { Machine } from "../machine/machine.ts";
import { refuseRunKeys } from "../values/run-keys.ts";
import {
  type ArrayValue,
  type Known,
  type NamespaceValue,
  type ObjectValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall, type BuiltinFunction, libraryMembers } from "./call.ts";
import { argumentOf, primitives, refuseArgument } from "./operand.ts";
import { isCallable } from "./callback.ts";
import { computed } from "./real.ts";

const functions: ReadonlyMap<string, BuiltinFunction> = new Map([
  ["stringify", stringify],
  ["parse", parse],
]);

export function jsonNamespace(machine: Machine): NamespaceValue {
  return { kind: "namespace", name: "JSON", members: libraryMembers("JSON", functions, machine) };
}

function parse(call: BuiltinCall): Value {
  const reviver = argument(call, 1);
  if (isCallable(reviver)) {
    return call.machine.refuse("syntax-unsupported", argumentOf(call.site, 1), call.place, {
      construct: "JSON.parse with a function",
      form: "parse-with-function",
      text: call.machine.textOf(argumentOf(call.site), call.place),
    });
  }
  const args = primitives("JSON.parse", call, "text", 0);
  if ("kind" in args) return args;
  call.machine.step(call.site.node, call.place, String(args[0]).length >> 6);
  return computed(() => JSON.parse(String(args[0])) as unknown, call);
}

function stringify(call: BuiltinCall): Value {
  const { site, place, machine } = call;
  const replacer = argument(call, 1);
  if (isCallable(replacer)) {
    return machine.refuse("syntax-unsupported", argumentOf(site, 1), place, {
      construct: "JSON.stringify with a function",
      form: "stringify-with-function",
    });
  }
  const keys = replacer.kind === "array" ? keysOf(replacer, call) : undefined;
  if (keys !== undefined && "kind" in keys) return keys;
  for (const index of [1, 2]) {
    const option = argument(call, index);
    if (mayBeAnything(option)) return refuseArgument("JSON.stringify", option, index, call);
  }
  // Anything but a string or a number is ignored.
  const space = argument(call, 2).kind === "known" ? (argument(call, 2) as Known) : undefinedValue;
  const taken = new Structure(call, indentOf(space.value)).take(argument(call, 0), 0);
  if ("refused" in taken) return taken.refused;
  return computed(() => JSON.stringify(taken.real, keys, space.value as string | number | undefined), call);
}

/** A list of keys; anything but a string or a number is ignored. */
function keysOf(list: ArrayValue, call: BuiltinCall): (string | number)[] | Poison {
  call.machine.touch(list, false, argumentOf(call.site, 1), call.place);
  const keys: (string | number)[] = [];
  for (const element of list.elements) {
    if (
      element?.kind === "known" &&
      (typeof element.value === "string" || typeof element.value === "number")
    ) {
      keys.push(element.value);
    } else if (element?.kind !== "known" && element !== undefined) {
      return refuseArgument("JSON.stringify", element, 1, call);
    }
  }
  return keys;
}

function mayBeAnything({ kind }: Value): boolean {
  return kind === "reference" || kind === "text" || kind === "poison" || kind === "pending";
}

/** The number of characters that one level of nesting is indented by. */
function indentOf(indent: unknown): number {
  return indent === undefined || indent === null || indent === "" ? 0 : 10;
}

type Taken = { readonly real: unknown } | { readonly refused: Poison };

/** A value → the argument for `JSON.stringify`. Shared parts are written, and so counted, each time. */
class Structure {
  readonly #call: BuiltinCall;
  readonly #indent: number;
  readonly #inside = new Set<Value>();
  #length = 0;

  constructor(call: BuiltinCall, indent: number) {
    this.#call = call;
    this.#indent = indent;
  }

  take(value: Value, depth: number): Taken {
    const { site, place, machine } = this.#call;
    machine.step(site.node, place);
    this.#length += 1 + depth * this.#indent;
    if (this.#length > maxTextLength) return { refused: refuseLength(site.node, place, machine) };
    switch (value.kind) {
      case "known":
        if (typeof value.value === "string") this.#length += value.value.length;
        return { real: value.value };
      case "array":
        return this.#enter(value, () => this.#list(value, depth));
      case "object":
        return this.#enter(value, () => this.#fields(value, depth));
      // JSON's own rule: their content is not stored in properties, and functions are dropped.
      case "map":
      case "set":
      case "regexp":
      case "iterator":
      case "generator":
        return { real: {} };
      case "function":
      case "class":
      case "builtin":
      case "model":
        return { real: undefined };
      default:
        return { refused: this.#refuse(value) };
    }
  }

  #enter(value: ArrayValue | ObjectValue, take: () => Taken): Taken {
    const { site, place, machine } = this.#call;
    if (this.#inside.has(value)) {
      const text = "JSON.stringify of a structure that contains itself";
      return { refused: machine.throws("TypeError", "program-throws", site.node, place, { text }) };
    }
    machine.enumerate(value, site.node, place);
    this.#inside.add(value);
    const taken = take();
    this.#inside.delete(value);
    if ("refused" in taken) return taken;
    const refused = refuseRunKeys(value, argumentOf(site), place, machine);
    return refused === undefined ? taken : { refused };
  }

  #list({ elements }: ArrayValue, depth: number): Taken {
    const { site, place, machine } = this.#call;
    machine.step(site.node, place, elements.length);
    const real: unknown[] = [];
    for (let index = 0; index < elements.length; index++) {
      const element = elements[index];
      const taken = element === undefined ? { real: undefined } : this.take(element, depth + 1);
      if ("refused" in taken) return taken;
      real.push(taken.real);
    }
    return { real };
  }

  #fields(owner: ObjectValue, depth: number): Taken {
    const { fields, accessors, class: ofClass } = owner;
    const { site, place, machine } = this.#call;
    const { toJSON } = fields;
    const isOwn = toJSON !== undefined && isCallable(toJSON);
    if (isOwn || (toJSON === undefined && inheritedFrom(ofClass, "toJSON") !== undefined))
      return { refused: this.#refuseToJson() };
    const real = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(fields)) {
      this.#length += key.length;
      const accessor = accessors?.get(key);
      const field =
        accessor === undefined
          ? fields[key]
          : readMember(accessor, owner, { node: site.node, place, machine });
      const taken = field === undefined ? { real: undefined } : this.take(field, depth + 1);
      if ("refused" in taken) return taken;
      real[key] = taken.real;
    }
    return { real };
  }

  #refuseToJson(): Poison {
    const { site, place, machine } = this.#call;
    return machine.refuse("syntax-unsupported", argumentOf(site), place, {
      construct: "JSON.stringify of an object with a function toJSON",
    });
  }

  #refuse(value: Value): Poison {
    return refuseArgument("JSON.stringify", value, 0, this.#call, "text");
  }
}
