/**
 * Destructuring: `const { a, ...rest } = x`, `[first = 1] = list`. Declarations and assignments share the rule and
 * differ in their targets.
 */
import { withStatedDefault } from "../interface/fill-in.ts";
import { expandWhole } from "../calls/expand.ts";
import { closingAfter, iterate } from "../machine/iterate.ts";
import type { Next } from "../machine/iteration.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { originOf } from "../values/origin.ts";
import { isNullish } from "../values/presence.ts";
import { valuesNow } from "../builtins/own-entries.ts";
import { readProperty } from "../members/read-property.ts";
import { inheritRunKeys } from "../values/run-keys.ts";
import { refuseCondition } from "../values/truth.ts";
import type { TS } from "../../typescript.ts";
import { array, object, type Poison, undefinedValue, type Value } from "../values/values.ts";
import { propertyKey } from "./literals.ts";

/** One element of a pattern. */
export interface Slot {
  readonly node: TS.Node;
  /** The default, `= 1`. */
  readonly initializer: TS.Expression | undefined;
  readonly isRest: boolean;
  /** Evaluates the target, and returns a function that assigns to it. JavaScript does this before it reads the part. */
  open(): (part: Value, source: TS.Node) => void;
}

export interface KeyedSlot extends Slot {
  /** `undefined` for the rest. */
  readonly key: TS.PropertyName | undefined;
}

/** `undefined` is an omitted element: `[, second]`. `source` is the expression that gave the value. */
export function destructureArray(
  slots: readonly (Slot | undefined)[],
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
): void {
  // A reference's items are read one by one: only as many as the pattern names.
  const elements = value.kind === "reference" ? undefined : iterate(value, source, place, machine);
  if (typeof elements !== "function") {
    takeParts(slots, elements, value, source, place, machine);
    return;
  }
  closingAfter(elements, (next) => takeParts(slots, next, value, source, place, machine));
}

function takeParts(
  slots: readonly (Slot | undefined)[],
  next: Next | Poison | undefined,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
): void {
  const failed = typeof next === "object" ? next : undefined;
  for (const [index, slot] of slots.entries()) {
    if (slot === undefined) {
      if (typeof next === "function") next();
      continue;
    }
    const put = slot.open();
    if (slot.isRest) put(failed ?? restOfList(next, slot.node, place, machine), slot.node);
    else {
      const part =
        failed ??
        (typeof next === "function"
          ? (next() ?? undefinedValue)
          : readProperty(value, { key: index, node: slot.node, ownerNode: source, place, machine }));
      put(withDefault(part, slot.initializer, slot.node, place, machine), slot.node);
    }
  }
}

export function destructureObject(
  slots: readonly KeyedSlot[],
  pattern: TS.Node,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
): void {
  if (slots.length === 0 && isNullish(value) !== false) {
    const text = machine.textOf(source, place);
    machine.throws("TypeError", "program-throws", pattern, place, { text: `${text} cannot be destructured` });
  }
  const readKeys = new Set<string>();
  for (const slot of slots) {
    if (slot.key === undefined) {
      slot.open()(restOfObject(value, readKeys, slot.node, place, machine), slot.node);
      continue;
    }
    const key = propertyKey(slot.key, place, machine);
    if (typeof key === "string") readKeys.add(key);
    const put = slot.open();
    const part = typeof key === "string" ? readSlotValue(value, key, slot.key, source, place, machine) : key;
    put(withDefault(part, slot.initializer, slot.node, place, machine), slot.key);
  }
}

/** A default applies to undefined, not to null. Whether a reference exists has to be known. */
export function withDefault(
  value: Value,
  initializer: TS.Expression | undefined,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  if (initializer === undefined) return value;
  const stated = withStatedDefault(value, "undefined", initializer, place, machine);
  if (stated !== undefined) return stated;
  if (value.kind === "known" && value.value === undefined) return machine.evaluate(initializer, place);
  if (value.kind === "reference" && value.mayBeMissing) return refuseCondition(node, place, machine, value);
  return value;
}

function readSlotValue(
  value: Value,
  key: string,
  node: TS.Node,
  source: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  const part = readProperty(value, { key, node, ownerNode: source, place, machine });
  if (part.kind !== "builtin" || !part.needsOwner) return part;
  return machine.refuse("method-apart", node, place, { text: part.name });
}

function restOfList(next: Next | Poison | undefined, node: TS.Node, place: Place, machine: Machine): Value {
  if (typeof next !== "function") {
    return machine.refuse("spread-unknown", node, place, {
      text: machine.textOf(node, place).replace(/^\.{3}/, ""),
    });
  }
  const elements: Value[] = [];
  for (let each = next(); each !== undefined; each = next()) elements.push(each);
  return array(elements);
}

function restOfObject(
  whole: Value,
  readKeys: ReadonlySet<string>,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  const options = { except: readKeys, throwsOnNullish: true };
  const value = expandWhole(whole, node, place, machine, options) ?? whole;
  if (value.kind === "object") {
    machine.enumerate(value, node, place);
    machine.step(node, place, Object.keys(value.fields).length);
    const rest = object(valuesNow(value, node, place, machine, readKeys));
    if (value.iterator !== undefined) rest.iterator = value.iterator;
    inheritRunKeys(rest, value);
    return rest;
  }
  if (value.kind === "poison") return value;
  const text = machine.textOf(node, place).replace(/^\.{3}/, "");
  if (value.kind === "reference") {
    return machine.refuse("spread-unknown", node, place, {
      text,
      ...originOf(value, node, place, machine),
    });
  }
  return machine.refuse("syntax-unsupported", node, place, { construct: "the rest of this value" });
}
