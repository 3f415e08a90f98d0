/** `Exclude`, `Extract`, `NonNullable`: the parts of a union that are assignable to a type, or are not. */
import { isSameShape, partsOf, type Shape, union } from "./shape.ts";

/** `undefined` if only a type checker can tell. */
export function filterParts(from: Shape, by: Shape, keepsFitting: boolean): Shape | undefined {
  if (["any", "unknown", "opaque", "schema"].includes(from.kind) || by.kind === "opaque") return undefined;
  const kept: Shape[] = [];
  for (const part of separate(from)) {
    const fits = isAssignable(part, by);
    if (fits === undefined) return undefined;
    if (fits === keepsFitting) kept.push(part);
  }
  return union(kept);
}

export function withoutNullish(shape: Shape): Shape | undefined {
  if (shape.kind === "schema" || shape.kind === "opaque") return undefined;
  if (shape.kind === "unknown") return { kind: "present" };
  return union(partsOf(shape).filter(({ kind }) => kind !== "null" && kind !== "undefined"));
}

export function withoutUndefined(shape: Shape): Shape {
  return shape.kind === "union" ? union(shape.parts.filter(({ kind }) => kind !== "undefined")) : shape;
}

/** In a union, `boolean` is `true | false`. */
function separate(shape: Shape): readonly Shape[] {
  return partsOf(shape).flatMap((part): readonly Shape[] =>
    part.kind === "boolean"
      ? [
          { kind: "literal", value: true },
          { kind: "literal", value: false },
        ]
      : [part],
  );
}

function isAssignable(part: Shape, to: Shape): boolean | undefined {
  if (to.kind === "unknown" || to.kind === "any") return true;
  let isSure = true;
  for (const other of separate(to)) {
    const fits = fitsInto(part, other);
    if (fits === true) return true;
    if (fits === undefined) isSure = false;
  }
  return isSure ? false : undefined;
}

function fitsInto(part: Shape, to: Shape): boolean | undefined {
  if (part.kind === "opaque" || to.kind === "opaque" || part.kind === "schema" || to.kind === "schema")
    return undefined;
  if (part.kind === "loose" || to.kind === "loose")
    return isNullish(part) || isNullish(to) ? false : undefined;
  if (to.kind === "present") return part.kind !== "null" && part.kind !== "undefined";
  if (part.kind === "present") return undefined;
  if (part.kind === "literal" && to.kind === "literal") {
    if (part.value !== to.value) return false;
    if (part.enumeration === to.enumeration) return true;
    // A member of a string enum is assignable to its text, but not the reverse. For numbers it depends.
    if (typeof part.value === "number") return undefined;
    return part.enumeration !== undefined && to.enumeration === undefined;
  }
  if (part.kind === "literal") {
    // A string has fields, too: `length`.
    return to.kind === typeof part.value ? true : to.kind === "fields" ? undefined : false;
  }
  if (isPlainKind(part) && isPlainKind(to)) return part.kind === to.kind;
  if (isPlainKind(part)) return to.kind === "fields" && !isNullish(part) ? undefined : false;
  if (isStructure(part) && (isPlainKind(to) || to.kind === "literal")) return false;
  if (isStructure(part) && to.kind === "object") return true;
  return isSameShape(part, to) ? true : undefined;
}

function isNullish({ kind }: Shape): boolean {
  return kind === "null" || kind === "undefined";
}

function isPlainKind({ kind }: Shape): boolean {
  return ["string", "number", "boolean", "null", "undefined"].includes(kind);
}

function isStructure({ kind }: Shape): boolean {
  return ["fields", "list", "tuple", "object"].includes(kind);
}
