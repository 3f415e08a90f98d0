/**
 * References as text: `$photo.images.0.url`. The grammar is that of fal's own SDK (`parse_leaf` in fal-ai/fal
 * projects/fal/src/fal/workflows.py, read 2026-08): `$`, a root up to the first dot, then segments that are
 * digits (a list index, from 0) or an identifier (an object key). There are no brackets, no escapes and no
 * interpolation: `"a $input.x"` is a plain string.
 */
import { quote } from "../lib/quote.ts";
import type { Reference } from "./types.ts";

/** A string that starts with `$` but is not a valid reference. The message quotes the string and says why. */
export class InvalidReference extends Error {
  override readonly name = "InvalidReference";
}

/**
 * The reference that a string represents, or `undefined` for a plain string, which does not start with `$`.
 * `parseReference("$photo.images.0.url")` has the root `photo` and the path `["images", 0, "url"]`.
 * Node ids of fal's editor may contain dots. If `ids` are given, the root is the longest of them that the
 * string begins with; otherwise, it ends at the first dot. Throws `InvalidReference`.
 */
export function parseReference(text: string, ids?: ReadonlySet<string>): Reference | undefined {
  if (!text.startsWith("$")) return undefined;
  const parts = text.slice(1).split(".", MAX_SEGMENTS + 1);
  if (parts.length > MAX_SEGMENTS) throw invalid(text, `has more than ${MAX_SEGMENTS} segments`);
  const used = countRootParts(parts, ids);
  const root = parts.slice(0, used).join(".");
  if (root === "") throw invalid(text, "names nothing after the $");
  if (root.includes("[") && !ids?.has(root)) throw invalid(text, BRACKETS);
  return { kind: "reference", root, path: parts.slice(used).map((part) => parseSegment(part, text)) };
}

/**
 * The text of a reference, `$photo.images.0.url`. Throws `InvalidReference` for a path that the grammar
 * cannot express, such as the key `my-field`; check with `isIdentifierKey` first.
 */
export function printReference(reference: Reference): string {
  const text = `$${[reference.root, ...reference.path].join(".")}`;
  for (const segment of reference.path) {
    const sayable = typeof segment === "number" ? isIndex(segment) : isIdentifierKey(segment);
    if (!sayable) throw invalid(text, `cannot contain ${describeKey(segment)}`);
  }
  return text;
}

/**
 * Whether a path may contain this object key. fal uses Python's `str.isidentifier`: letters, digits and `_`
 * of any script, not starting with a digit; no `-`, no `$`.
 */
export function isIdentifierKey(key: string): boolean {
  return IDENTIFIER.test(key);
}

const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const DIGITS = /^[0-9]+$/;
const MAX_SEGMENTS = 200;
const BRACKETS = "uses brackets; write .0 instead of [0]";

/** How many of the dot-separated parts belong to the root. Tries the longest first. */
function countRootParts(parts: readonly string[], ids: ReadonlySet<string> | undefined): number {
  if (ids !== undefined) {
    for (let count = parts.length; count > 1; count -= 1) {
      if (ids.has(parts.slice(0, count).join("."))) return count;
    }
  }
  return 1;
}

function parseSegment(part: string, text: string): string | number {
  if (part === "") throw invalid(text, "has an empty segment: two dots in a row, or one at the end");
  if (part.includes("[")) throw invalid(text, BRACKETS);
  if (DIGITS.test(part)) {
    if (!isIndex(Number(part))) throw invalid(text, `has the index ${quote(part)}, which is too large`);
    return Number(part);
  }
  if (!isIdentifierKey(part)) throw invalid(text, `cannot contain ${describeKey(part)}`);
  return part;
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function describeKey(segment: string | number): string {
  return typeof segment === "number"
    ? `the index ${segment}; an index is a whole number from 0`
    : `the key ${quote(segment)}; a key has letters, digits and _, and does not start with a digit`;
}

function invalid(text: string, reason: string): InvalidReference {
  return new InvalidReference(`the reference ${quote(text)} ${reason}`);
}
