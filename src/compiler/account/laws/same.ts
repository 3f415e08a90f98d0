/** Whether two values are one and the same to a program: what an evaluation passes on unchanged. */
import type { ReferenceValue } from "../../evaluation.ts";
import type { Value } from "../../2-evaluate/values/values.ts";

export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  // An optional field of the input is a reference once something gives its default.
  if (a.kind === "optional") return isSame(a.reference, b);
  if (b.kind === "optional") return isSame(a, b.reference);
  if (a.kind === "known") return b.kind === "known" && Object.is(a.value, b.value);
  if (a.kind === "reference") return b.kind === "reference" && isSameReference(a, b);
  // A method is made anew by each access, and cannot be compared.
  if (a.kind === "builtin") return b.kind === "builtin" && a.name === b.name;
  return a.kind === "text" && b.kind === "text" && isSameText(a.parts, b.parts);
}

export type TextParts = readonly (string | ReferenceValue)[];

export function isSameText(a: TextParts, b: TextParts): boolean {
  return (
    a.length === b.length &&
    a.every((part, index) => {
      const other = b[index];
      if (typeof part === "string" || typeof other === "string") return part === other;
      return other !== undefined && isSameReference(part, other);
    })
  );
}

function isSameReference(a: ReferenceValue, b: ReferenceValue): boolean {
  return (
    a.root === b.root &&
    a.path.length === b.path.length &&
    a.path.every((step, index) => step === b.path[index])
  );
}

export function isNothing(value: Value | undefined): boolean {
  return value === undefined || (value.kind === "known" && (value.value ?? undefined) === undefined);
}

export function isUndefined(value: Value | undefined): boolean {
  return value === undefined || (value.kind === "known" && value.value === undefined);
}

/** Anything that is not known is an object or a string with known parts, or a condition with it is refused. */
export function isTruthy(value: Value): boolean {
  return value.kind === "known" ? Boolean(value.value) : true;
}
