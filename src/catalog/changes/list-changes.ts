import { isDeepStrictEqual } from "node:util";
import { describeLimits } from "../describe-limits.ts";
import { describeType } from "../describe-type.ts";
import { mapParts } from "../schema-parts.ts";
import type { Endpoint, Schema, SchemaType } from "../schema.ts";
import { typesOf } from "../schema-types.ts";
import type { Change, Effect, Side, Step } from "./change.ts";
import { areEqual, areNarrower } from "./limits.ts";

/**
 * Every difference that can matter to who calls the endpoint, input first, in the order of the fields; words are none.
 * What it takes may grow, what it gives may become more certain: all else breaks somebody.
 */
export function listChanges(was: Endpoint, now: Endpoint): readonly Change[] {
  return [
    ...compare("input", [], was.input, now.input, 0),
    ...compare("output", [], was.output, now.output, 0),
  ];
}

/** No declaration is nested deeper: see `findSchemaProblem`. */
const deepest = 200;

function compare(
  side: Side,
  path: readonly Step[],
  was: Schema,
  now: Schema,
  depth: number,
): readonly Change[] {
  if (depth > deepest || isDeepStrictEqual(was, now)) return [];
  const before = byType(was);
  const after = byType(now);
  if (before === undefined || after === undefined) return compareWhole(side, path, was, now);
  const gone = [...before.keys()].filter((type) => !after.has(type));
  const come = [...after.keys()].filter((type) => !before.has(type));
  const changes: Change[] = [];
  if (gone.length + come.length > 0) changes.push(typeChange(side, path, was, now, gone, come));
  for (const [type, schema] of before) {
    const other = after.get(type);
    if (other !== undefined) changes.push(...compareAs(type, side, path, schema, other, depth));
  }
  return changes;
}

/** What a number may be is told as a number; whether it is whole is looked at where both are. */
type Kind = Exclude<SchemaType, "integer" | "null">;

/** The one schema for each type that a value may have; `undefined` where the schema is not of that make. Null is passed over. */
function byType(schema: Schema, depth = 0): ReadonlyMap<Kind, Schema> | undefined {
  const branches = schema.anyOf ?? schema.oneOf;
  const found = new Map<Kind, Schema>();
  if (depth > deepest) return undefined;
  if (branches !== undefined) {
    for (const branch of branches) {
      const inner = byType(branch, depth + 1);
      if (inner === undefined || [...inner.keys()].some((type) => found.has(type))) return undefined;
      for (const [type, each] of inner) found.set(type, each);
    }
    return found;
  }
  if (schema.allOf !== undefined) return undefined;
  const types = typesOf(schema);
  if (types.length === 0) return undefined;
  for (const type of types) if (type !== "null") found.set(type === "integer" ? "number" : type, schema);
  return found;
}

/** Of shapes that cannot be taken apart. */
function compareWhole(side: Side, path: readonly Step[], was: Schema, now: Schema): readonly Change[] {
  if (isDeepStrictEqual(withoutWords(was), withoutWords(now))) return [];
  const [before, after] = [describeType(was), describeType(now)];
  // What was or is unknown may be the same.
  const isSure = before !== "unknown" && after !== "unknown";
  const effect = isSure ? "breaking" : "behaviour";
  const words = before === after ? `${after}, with other parts` : after;
  return [{ side, path, kind: "type", effect, was: before, now: words, schema: now }];
}

/** What a value may be, whatever is said about it. */
function withoutWords({ title, description, examples, default: preset, ...schema }: Schema): Schema {
  return mapParts(schema, withoutWords);
}

function typeChange(
  side: Side,
  path: readonly Step[],
  was: Schema,
  now: Schema,
  gone: readonly Kind[],
  come: readonly Kind[],
): Change {
  // An endpoint may take more than it did, and give less.
  const effect: Effect =
    side === "input"
      ? gone.length > 0
        ? "breaking"
        : "compatible"
      : come.length > 0
        ? gone.length > 0
          ? "breaking"
          : "behaviour"
        : "compatible";
  return { side, path, kind: "type", effect, was: describeType(was), now: describeType(now), schema: now };
}

function compareAs(
  type: Kind,
  side: Side,
  path: readonly Step[],
  was: Schema,
  now: Schema,
  depth: number,
): readonly Change[] {
  const own = [...compareValues(side, path, was, now), ...compareLimits(side, path, was, now)];
  if (type === "object") return [...own, ...compareFields(side, path, was, now, depth)];
  return type === "array" ? [...own, ...compareItems(side, path, was, now, depth)] : own;
}

/** Each place by itself, as far as one of both tells the places apart. */
function compareItems(
  side: Side,
  path: readonly Step[],
  was: Schema,
  now: Schema,
  depth: number,
): readonly Change[] {
  const item = ({ prefixItems = [], items = {} }: Schema, index: number) => prefixItems[index] ?? items;
  const places = Math.max(was.prefixItems?.length ?? 0, now.prefixItems?.length ?? 0);
  const own = Array.from({ length: places }, (_, index) =>
    compare(side, [...path, index], item(was, index), item(now, index), depth + 1),
  );
  return [...own.flat(), ...compare(side, [...path, null], was.items ?? {}, now.items ?? {}, depth + 1)];
}

function compareValues(side: Side, path: readonly Step[], was: Schema, now: Schema): readonly Change[] {
  const [before, after] = [valuesOf(was), valuesOf(now)];
  if (isDeepStrictEqual(new Set(before), new Set(after))) return [];
  const isIn = (values: readonly unknown[] | undefined, all: readonly unknown[] | undefined) =>
    all === undefined || (values !== undefined && values.every((value) => all.includes(value)));
  const isFine = side === "input" ? isIn(before, after) : isIn(after, before);
  const effect = isFine ? "compatible" : side === "input" ? "breaking" : "behaviour";
  const { gone, come } = difference(before, after);
  return [{ side, path, kind: "values", effect, was: gone, now: come, schema: now }];
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

/** The values that only one of both has: of a choice of forty, the two that matter. */
function difference(
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
): { readonly gone: string | undefined; readonly come: string | undefined } {
  const list = (values: readonly unknown[] | undefined, others: readonly unknown[] | undefined) => {
    if (values === undefined) return "anything";
    const own = values.filter((value) => others === undefined || !others.includes(value));
    return own.length === 0 ? undefined : own.map((value) => JSON.stringify(value)).join(", ");
  };
  return { gone: list(before, after), come: list(after, before) };
}

function compareLimits(side: Side, path: readonly Step[], was: Schema, now: Schema): readonly Change[] {
  const [before, after] = [isWhole(was), isWhole(now)];
  if (areEqual(was, now) && before === after) return [];
  // What an answer's numbers can be is no concern of a graph's.
  const isNarrower = areNarrower(was, now) || (after && !before);
  const effect = side === "input" && isNarrower ? "breaking" : "compatible";
  const words = (schema: Schema) =>
    [...(isWhole(schema) ? ["whole"] : []), ...describeLimits(schema)].join(", ") || "without limit";
  return [{ side, path, kind: "limits", effect, was: words(was), now: words(now), schema: now }];
}

function isWhole(schema: Schema): boolean {
  return typesOf(schema).includes("integer");
}

function compareFields(
  side: Side,
  path: readonly Step[],
  was: Schema,
  now: Schema,
  depth: number,
): readonly Change[] {
  const [before, after] = [was.properties ?? {}, now.properties ?? {}];
  const [anyBefore, anyAfter] = [anyFieldOf(was), anyFieldOf(now)];
  const changes: Change[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const at = [...path, key];
    const schema = Object.hasOwn(before, key) ? before[key] : anyBefore;
    const other = Object.hasOwn(after, key) ? after[key] : anyAfter;
    if (schema === undefined && other !== undefined) changes.push(added(side, at, now, key, other));
    if (schema !== undefined && other === undefined) changes.push(removed(side, at, schema));
    if (schema === undefined || other === undefined) continue;
    // A call that sends it may go on, whoever reads it has to look.
    if (side === "input" && !Object.hasOwn(after, key) && isEmpty(other)) continue;
    changes.push(...compareNeed(side, at, was, now, key, other));
    if (side === "input") changes.push(...compareDefaults(at, schema, other));
    changes.push(...compare(side, at, schema, other, depth + 1));
  }
  const others = [...path, { but: [...new Set([...Object.keys(before), ...Object.keys(after)])] }];
  if (anyBefore !== undefined && anyAfter !== undefined)
    changes.push(...compare(side, others, anyBefore, anyAfter, depth + 1));
  if (anyBefore !== undefined && anyAfter === undefined) {
    // Of an object of which nothing was said, nobody knows what it had.
    const effect = was.additionalProperties === undefined ? "behaviour" : "breaking";
    changes.push({ ...removed(side, others, anyBefore), effect });
  }
  return changes;
}

/** What a field is that is not listed; `undefined` where there is none. */
function anyFieldOf({ properties, additionalProperties: others }: Schema): Schema | undefined {
  if (typeof others === "object") return others;
  return (others ?? properties === undefined) ? {} : undefined;
}

function isEmpty(schema: Schema): boolean {
  return Object.keys(schema).length === 0;
}

function removed(side: Side, path: readonly Step[], schema: Schema): Change {
  const was = describeType(schema);
  return { side, path, kind: "removed", effect: "breaking", was, now: undefined, schema: undefined };
}

function added(side: Side, path: readonly Step[], owner: Schema, key: string, schema: Schema): Change {
  const effect = side === "input" && isNeeded(owner, key) ? "breaking" : "compatible";
  const words = `${describeType(schema)}${effect === "breaking" ? ", needed" : ""}`;
  return { side, path, kind: "added", effect, was: undefined, now: words, schema };
}

/** Of an input: whether a call has to send it. */
function isNeeded({ required = [], properties = {} }: Schema, key: string): boolean {
  return required.includes(key) && properties[key]?.default === undefined;
}

function compareNeed(
  side: Side,
  path: readonly Step[],
  was: Schema,
  now: Schema,
  key: string,
  schema: Schema,
): readonly Change[] {
  const isIn = (owner: Schema) =>
    side === "input" ? isNeeded(owner, key) : owner.required?.includes(key) === true;
  const [before, after] = [isIn(was), isIn(now)];
  if (before === after) return [];
  const isFine = side === "input" ? !after : after;
  const kind = after ? "required" : "optional";
  return [
    {
      side,
      path,
      kind,
      effect: isFine ? "compatible" : "breaking",
      was: undefined,
      now: undefined,
      schema,
    },
  ];
}

/** A call that leaves the field out gets something else. */
function compareDefaults(path: readonly Step[], was: Schema, now: Schema): readonly Change[] {
  if (isDeepStrictEqual(was.default, now.default)) return [];
  const words = ({ default: value }: Schema) => (value === undefined ? "none" : JSON.stringify(value));
  return [
    {
      side: "input",
      path,
      kind: "default",
      effect: "behaviour",
      was: words(was),
      now: words(now),
      schema: now,
    },
  ];
}
