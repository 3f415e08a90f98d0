/** `A & B`, and extends: the fields of both. */
import { isDeepStrictEqual } from "node:util";
import { withoutUndefined } from "./assignable.ts";
import {
  type Field,
  isSameShape,
  keyword,
  never,
  type ObjectShape,
  partsOf,
  type Shape,
  union,
} from "./shape.ts";

/** Nobody writes more parts than this. */
const maxParts = 1000;

/** `undefined` if the result is uncertain: conflicting fields, lists, zod's limits. */
export function intersect(a: Shape, b: Shape): Shape | undefined {
  if (a.kind === "opaque" || b.kind === "opaque") return undefined;
  if (a.kind === "never" || b.kind === "never") return never;
  if (a.kind === "any" || b.kind === "any") return keyword("any");
  if (a.kind === "unknown") return b;
  if (b.kind === "unknown") return a;
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left.length * right.length > maxParts) return undefined;
  const parts: Shape[] = [];
  for (const one of left) {
    for (const other of right) {
      const part = intersectParts(one, other) ?? intersectParts(other, one) ?? disjoint(one, other);
      if (part === undefined) return undefined;
      parts.push(part);
    }
  }
  return union(parts);
}

/** In one order of the two. */
function intersectParts(a: Shape, b: Shape): Shape | undefined {
  if (isSameShape(a, b)) return a.kind === "schema" ? undefined : withNotes(a, b);
  if (a.kind === "fields" && b.kind === "fields") return merge(a, b);
  if (b.kind === "present" && (a.kind === "string" || a.kind === "number"))
    return { kind: "loose", base: a.kind };
  if (b.kind === "present") return isNullish(a) ? never : a.kind === "schema" ? undefined : a;
  if (a.kind === "literal" && b.kind === typeof a.value) return a;
  if (a.kind === "literal" && b.kind === "literal") {
    return a.enumeration === undefined && b.enumeration === undefined ? never : undefined;
  }
  if (b.kind === "object") {
    if (a.kind === "fields" || a.kind === "list" || a.kind === "tuple") return a;
  }
  return undefined;
}

/** A primitive is never a primitive of another type. A string with fields cannot be sent. */
function disjoint(a: Shape, b: Shape): Shape | undefined {
  return isPlain(a) && isPlain(b) ? never : undefined;
}

function withNotes(a: Shape, b: Shape): Shape | undefined {
  return a.kind === "fields" && b.kind === "fields" ? merge(a, b) : a;
}

function isNullish({ kind }: Shape): boolean {
  return kind === "null" || kind === "undefined";
}

function isPlain({ kind }: Shape): boolean {
  return ["string", "number", "boolean", "null", "undefined", "literal"].includes(kind);
}

function merge(a: ObjectShape, b: ObjectShape): Shape | undefined {
  const fields = new Map(a.fields);
  for (const [key, field] of b.fields) {
    const known = fields.get(key);
    const both = known === undefined ? field : mergeFields(known, field);
    if (both === undefined) return undefined;
    fields.set(key, both);
  }
  const others = a.others && b.others ? intersect(a.others, b.others) : (a.others ?? b.others);
  if (others === undefined && a.others !== undefined) return undefined;
  return { kind: "fields", fields, others };
}

function mergeFields(a: Field, b: Field): Field | undefined {
  // Doc comments with conflicting defaults.
  if (a.default !== undefined && b.default !== undefined && !isDeepStrictEqual(a.default, b.default))
    return undefined;
  const isOptional = a.isOptional && b.isOptional;
  const [left, right] = [contentOf(a), contentOf(b)];
  const shape = isSameShape(left, right) ? left : intersect(left, right);
  if (shape === undefined || shape.kind === "never") return undefined;
  return {
    shape: isOptional ? withoutUndefined(shape) : shape,
    isOptional,
    description: a.description ?? b.description,
    default: a.default ?? b.default,
  };
}

/** An optional field may be undefined. */
function contentOf({ shape, isOptional }: Field): Shape {
  return isOptional ? union([shape, keyword("undefined")]) : shape;
}
