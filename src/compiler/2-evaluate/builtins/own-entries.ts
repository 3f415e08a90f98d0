/** What `Object.keys`, `Object.assign` and the like see of a value: its own enumerable properties. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { originOf } from "../values/origin.ts";
import { mayHaveOtherKeys } from "../values/run-keys.ts";
import { describe } from "../values/describe.ts";
import {
  type ArrayValue,
  known,
  type ObjectValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";

/**
 * Keys with values in JavaScript's order: integers first, ascending, then the others in insertion order. `operator`
 * is the operation that is refused, `node` the value's expression.
 */
export function ownEntries(
  value: Value,
  operator: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): readonly (readonly [string, Value])[] | Poison {
  const text = () => machine.textOf(node, place);
  switch (value.kind) {
    case "object":
      machine.enumerate(value, node, place);
      machine.step(node, place, Object.keys(value.fields).length);
      return valuesNow(value, node, place, machine);
    case "array": {
      machine.touch(value, false, node, place);
      machine.step(node, place, value.elements.length);
      return [...Object.entries(value.elements), ...Object.entries(enumerable(value))];
    }
    case "known":
      if (typeof value.value !== "string") return [];
      machine.step(node, place, value.value.length);
      return Object.entries(value.value).map(([key, character]) => [key, known(character)] as const);
    case "class":
      machine.enumerate(value.statics, node, place);
      return Object.entries(value.statics.fields);
    case "function":
      if (value.statics === undefined) return [];
      machine.enumerate(value.statics, node, place);
      return Object.entries(value.statics.fields);
    case "map":
    case "set":
      // Their content is not stored in properties.
      return [];
    case "poison":
      return value;
    case "pending":
      return machine.refuse("await-missing", node, place, { text: text() });
    case "reference":
    case "text":
      return machine.refuse("method-on-reference", node, place, {
        method: operator,
        text: text(),
        ...originOf(value, node, place, machine),
      });
    default:
      return machine.refuse("method-unsupported", node, place, { method: operator, what: describe(value) });
  }
}

/** Calls each getter in its turn. A key deleted by then is left out. */
export function valuesNow(
  owner: ObjectValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
  except: { has(key: string): boolean } = new Set(),
): readonly (readonly [string, Value])[] {
  const { fields, accessors } = owner;
  return Object.keys(fields).flatMap((key) => {
    if (except.has(key)) return [];
    const accessor = accessors?.get(key);
    if (accessor === undefined) return fields[key] === undefined ? [] : [[key, fields[key]] as const];
    const { get } = accessor;
    const value = get && machine.apply(get, [], { node, module: place.module }, place, owner);
    return [[key, value ?? undefinedValue] as const];
  });
}

/** In the order of `ownEntries`. */
export function ownKeys(value: ObjectValue | ArrayValue): string[] {
  if (value.kind === "object") return Object.keys(value.fields);
  return [...Object.keys(value.elements), ...Object.keys(enumerable(value))];
}

/**
 * A list's properties besides its elements: the groups of a match. The `raw` of a template's strings is not
 * enumerable.
 */
function enumerable({ named = {} }: ArrayValue): Readonly<Record<string, Value>> {
  const { raw: _, ...shown } = named;
  return shown;
}

/** `undefined` if it is unknown or not allowed: then `ownEntries` says why. */
export function hasOwn(value: Value, key: string): boolean | undefined {
  switch (value.kind) {
    case "object":
      return (
        Object.hasOwn(value.fields, key) ||
        Object.hasOwn(value.hidden ?? {}, key) ||
        (mayHaveOtherKeys(value) ? undefined : false)
      );
    case "array":
      // A list's length is an own property too.
      return Object.hasOwn(value.elements, key) || Object.hasOwn(value.named ?? {}, key);
    case "known":
      return value.value === null || value.value === undefined
        ? undefined
        : Object.hasOwn(Object(value.value), key);
    default:
      return undefined;
  }
}
