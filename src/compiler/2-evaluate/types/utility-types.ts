/** TypeScript's own generic types, as far as they can be read without a checker. */
import { filterParts, withoutNullish, withoutUndefined } from "./assignable.ts";
import { namesIn } from "./keys.ts";
import { commonFields, opened } from "./opened.ts";
import { type Field, keyword, objectShape, type ObjectShape, partsOf, type Shape, union } from "./shape.ts";

/** `undefined` if only a type checker could tell. */
type Utility = (first: Shape, second: Shape) => Shape | undefined;

interface Row {
  readonly count: 1 | 2;
  readonly apply: Utility;
}

const utilities = new Map<string, Row>([
  ["Array", { count: 1, apply: (element) => ({ kind: "list", element }) }],
  ["ReadonlyArray", { count: 1, apply: (element) => ({ kind: "list", element }) }],
  ["Readonly", { count: 1, apply: readonly }],
  ["Partial", { count: 1, apply: (shape) => mapFields(shape, optional) }],
  ["Required", { count: 1, apply: (shape) => mapFields(shape, required) }],
  ["Pick", { count: 2, apply: pick }],
  ["Omit", { count: 2, apply: omit }],
  ["Record", { count: 2, apply: record }],
  ["Exclude", { count: 2, apply: (from, by) => filterParts(opened(from), opened(by), false) }],
  ["Extract", { count: 2, apply: (from, by) => filterParts(opened(from), opened(by), true) }],
  ["NonNullable", { count: 1, apply: (shape) => withoutNullish(opened(shape)) }],
]);

export function isUtility(name: string): boolean {
  return utilities.has(name);
}

/** For a name that nothing in scope declares. */
export function applyUtility(name: string, given: readonly Shape[]): Shape | undefined {
  const row = utilities.get(name);
  const [first, second = keyword("never")] = given;
  return row !== undefined && first !== undefined && given.length === row.count
    ? row.apply(first, second)
    : undefined;
}

function readonly(shape: Shape): Shape | undefined {
  return partsOf(shape).some(({ kind }) =>
    ["any", "unknown", "present", "object", "opaque", "loose"].includes(kind),
  )
    ? undefined
    : shape;
}

/** Each part of a union separately; other types than objects are unchanged. */
function mapFields(shape: Shape, change: (field: Field) => Field): Shape | undefined {
  const parts: Shape[] = [];
  for (const part of partsOf(opened(shape)).map(opened)) {
    if (part.kind === "fields") {
      const fields = [...part.fields].map(([key, field]) => [key, change(field)] as const);
      parts.push({ ...part, fields: new Map(fields) });
    } else if (["string", "number", "boolean", "null", "undefined", "literal", "never"].includes(part.kind)) {
      parts.push(part);
    } else return undefined;
  }
  return union(parts);
}

function optional(field: Field): Field {
  return { ...field, isOptional: true };
}

/** Removing the `?` removes the undefined that it adds; without a `?`, undefined stays. */
function required(field: Field): Field {
  return field.isOptional ? { ...field, isOptional: false, shape: withoutUndefined(field.shape) } : field;
}

function pick(shape: Shape, keys: Shape): Shape | undefined {
  const object = commonFields(shape);
  const names = namesIn(keys);
  if (object === undefined || object.others !== undefined || names === undefined) return undefined;
  if (names.some((name) => !object.fields.has(name))) return undefined;
  return keep(object, (key) => names.includes(key));
}

function omit(shape: Shape, keys: Shape): Shape | undefined {
  const object = commonFields(shape);
  const names = namesIn(keys);
  if (object === undefined || object.others !== undefined || names === undefined) return undefined;
  return keep(object, (key) => !names.includes(key));
}

function keep(object: ObjectShape, isKept: (key: string) => boolean): Shape {
  return objectShape([...object.fields].filter(([key]) => isKept(key)));
}

/** `Record<string, T>`, `Record<"a" | "b", T>` */
function record(keys: Shape, value: Shape): Shape | undefined {
  const all = opened(keys);
  if (all.kind === "string") return { kind: "fields", fields: new Map(), others: value, isRecord: true };
  const names = namesIn(all);
  if (names === undefined || names.length === 0) return undefined;
  return objectShape(names.map((name) => [name, { shape: value, isOptional: false }]));
}
