/** What destructuring must give to each name, and to each target of an assignment. */
import { ts, type TS } from "../../typescript.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import { elementsOf, fieldsNow, withGotten } from "./contents.ts";
import { appliedIn, type Happened, eventOf } from "./frame.ts";
import { givenIn, isAsked } from "./iteration-laws.ts";
import type { Ledger } from "./ledger.ts";
import { accessorOf, indexOf, keyOf, memberOf } from "./member-laws.ts";
import { Native } from "./native.ts";
import { isSame, isUndefined } from "./same.ts";

/** A part that a pattern takes: what it is given to, and what that is. */
export interface Taken {
  readonly target: TS.Node;
  /** `undefined` if the account does not know it. */
  readonly part: Expected | undefined;
}

export type Expected =
  /** The value itself. */
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "elements"; readonly elements: readonly unknown[] }
  | { readonly kind: "fields"; readonly fields: ReadonlyMap<string, Value | undefined> };

/** Reads the parts before the pattern is applied, because it may change what it reads; the defaults come after. */
export function partsTaken(
  pattern: TS.BindingPattern | TS.ArrayLiteralExpression | TS.ObjectLiteralExpression,
  value: Value,
  ledger: Ledger,
): (happened: readonly Happened[]) => readonly Taken[] {
  const isList = ts.isArrayBindingPattern(pattern) || ts.isArrayLiteralExpression(pattern);
  if (isList) return listParts(pattern.elements, value, ledger);
  const properties: readonly (TS.BindingElement | TS.ObjectLiteralElementLike)[] = ts.isObjectBindingPattern(
    pattern,
  )
    ? pattern.elements
    : pattern.properties;
  return (happened) => objectParts(properties, value, happened);
}

function listParts(
  slots: readonly (TS.ArrayBindingElement | TS.Expression)[],
  value: Value,
  ledger: Ledger,
): (happened: readonly Happened[]) => readonly Taken[] {
  const elements = elementsOf(value, ledger.iterators);
  const before = elements && readSlots(slots, elements);
  return (happened) => {
    // What is asked for its elements has given them meanwhile.
    const given = isAsked(value) ? givenIn(value, happened, ledger.iterators) : undefined;
    const read = before ?? (given && readSlots(slots, given[Symbol.iterator]()));
    return slots.flatMap((slot, index): readonly Taken[] => {
      if (ts.isOmittedExpression(slot)) return [];
      const { target, initializer } = slotOf(slot);
      if (isRest(slot)) {
        return [{ target, part: read && { kind: "elements", elements: read[index] as readonly unknown[] } }];
      }
      const part = value.kind === "reference" ? stepInto(value, String(index)) : asValue(read?.[index], read);
      return [{ target, part: withDefault(part, initializer, happened) }];
    });
  };
}

function readSlots(slots: readonly TS.Node[], elements: Iterator<unknown>): readonly unknown[] {
  return slots.map((slot) => (isRest(slot) ? rest(elements) : elements.next().value));
}

function* remaining(elements: Iterator<unknown>): Generator<unknown> {
  for (let next = elements.next(); next.done !== true; next = elements.next()) yield next.value;
}

function rest(elements: Iterator<unknown>): readonly unknown[] {
  return [...remaining(elements)];
}

/** `undefined` for a pair that an iteration makes anew. */
function asValue(token: unknown, read: readonly unknown[] | undefined): Value | undefined {
  if (read === undefined || Array.isArray(token)) return undefined;
  return typeof token === "object" && token !== null
    ? (token as Value)
    : { kind: "known", value: token as string };
}

function objectParts(
  properties: readonly (TS.BindingElement | TS.ObjectLiteralElementLike)[],
  value: Value,
  happened: readonly Happened[],
): readonly Taken[] {
  const taken = new Set<string | undefined>();
  return properties.map((property): Taken => {
    const { target, initializer } = slotOf(property);
    if (isRest(property)) {
      const { fields: held } = fieldsNow(value);
      const fields = held && withGotten(value, held, happened);
      const isKnown = fields !== undefined && value.kind === "object" && !taken.has(undefined);
      const left = [...(fields ?? [])].filter(([key]) => !taken.has(key));
      return { target, part: isKnown ? { kind: "fields", fields: new Map(left) } : undefined };
    }
    const key = keyOfSlot(property, happened);
    taken.add(key);
    const part =
      key === undefined
        ? undefined
        : value.kind === "reference"
          ? stepInto(value, key)
          : (memberOf(value, key) ?? gotten(value, key, happened));
    return { target, part: withDefault(part, initializer, happened) };
  });
}

/** What a getter gave. */
function gotten(owner: Value, key: string, happened: readonly Happened[]): Value | undefined {
  const accessor = accessorOf(owner, key);
  const isCall =
    accessor && appliedIn({ happened }).find((each) => each.callee === accessor.get && each.self === owner);
  return isCall?.result;
}

function stepInto(value: Extract<Value, { readonly kind: "reference" }>, key: string): Value {
  return { ...value, path: [...value.path, indexOf(key) ?? key] };
}

function withDefault(
  part: Value | undefined,
  initializer: TS.Expression | undefined,
  happened: readonly Happened[],
): Expected | undefined {
  if (part === undefined) return undefined;
  if (initializer === undefined || !isUndefined(part)) return { kind: "value", value: part };
  const stated = eventOf(happened, initializer)?.value;
  return { kind: "value", value: stated ?? part };
}

type AnySlot = TS.BindingElement | TS.Expression | TS.ObjectLiteralElementLike;

function isRest(slot: TS.Node): boolean {
  return (
    ts.isSpreadElement(slot) ||
    ts.isSpreadAssignment(slot) ||
    (ts.isBindingElement(slot) && slot.dotDotDotToken !== undefined)
  );
}

function slotOf(slot: AnySlot): {
  readonly target: TS.Node;
  readonly initializer: TS.Expression | undefined;
} {
  if (ts.isBindingElement(slot)) return { target: slot.name, initializer: slot.initializer };
  if (ts.isSpreadElement(slot) || ts.isSpreadAssignment(slot))
    return { target: slot.expression, initializer: undefined };
  if (ts.isShorthandPropertyAssignment(slot))
    return { target: slot.name, initializer: slot.objectAssignmentInitializer };
  if (ts.isPropertyAssignment(slot)) return slotOf(slot.initializer);
  const isDefault = ts.isBinaryExpression(slot) && slot.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isDefault
    ? { target: slot.left, initializer: slot.right }
    : { target: slot, initializer: undefined };
}

function keyOfSlot(
  property: TS.BindingElement | TS.ObjectLiteralElementLike,
  happened: readonly Happened[],
): string | undefined {
  const name = ts.isBindingElement(property) ? (property.propertyName ?? property.name) : property.name;
  if (name === undefined) return undefined;
  if (ts.isComputedPropertyName(name)) return keyOf(eventOf(happened, name.expression)?.value);
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** Whether a target was given what it must be given; also if that is not known. */
export function isPart(expected: Expected | undefined, given: Value): boolean {
  switch (expected?.kind) {
    case undefined:
      return true;
    case "value":
      return isSame(expected.value, given);
    case "elements":
      return new Native().holds(expected.elements, given);
    case "fields": {
      if (given.kind !== "object") return false;
      const keys = [...expected.fields.keys()];
      const isSameKeys = keys.join("\n") === Object.keys(given.fields).join("\n");
      return (
        isSameKeys &&
        keys.every((key) => {
          const field = expected.fields.get(key);
          return field === undefined || isSame(field, given.fields[key]);
        })
      );
    }
  }
}
