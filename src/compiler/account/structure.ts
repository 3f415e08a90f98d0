/**
 * What a list, an object or a template must contain, by the language and the values of its parts: an independent
 * account, with which the evaluator's result is compared.
 */
import { ts, type TS } from "../typescript.ts";
import type { ReferenceValue } from "../evaluation.ts";
import type { Value } from "../2-evaluate/values.ts";

/** The value of an evaluated child, in this very evaluation of its parent. */
export type ValueOf = (node: TS.Node) => Value | undefined;

/** What is wrong; `undefined` if the result matches its parts, or if the parts do not determine it. */
export function findLoss(node: TS.Expression, result: Value, valueOf: ValueOf): string | undefined {
  if (result.kind === "poison") return undefined;
  if (ts.isObjectLiteralExpression(node)) return findLostKey(node, result, valueOf);
  if (ts.isArrayLiteralExpression(node)) return findLostElement(node, result, valueOf);
  if (ts.isTemplateExpression(node)) return findLostText(node, result, valueOf);
  const written = writtenValue(node);
  const isSame = written === undefined || (result.kind === "known" && Object.is(result.value, written.value));
  return isSame ? undefined : "a literal evaluated to something else";
}

/** For a literal; `undefined` for anything else. */
function writtenValue(node: TS.Expression): { readonly value: unknown } | undefined {
  if (ts.isStringLiteralLike(node)) return { value: node.text };
  if (ts.isNumericLiteral(node)) return { value: Number(node.text) };
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return { value: true };
    case ts.SyntaxKind.FalseKeyword:
      return { value: false };
    case ts.SyntaxKind.NullKeyword:
      return { value: null };
    default:
      return undefined;
  }
}

function findLostKey(node: TS.ObjectLiteralExpression, result: Value, valueOf: ValueOf): string | undefined {
  if (result.kind !== "object") return "an object literal did not evaluate to an object";
  const last = new Map<string, Value>();
  for (const property of node.properties) {
    // A spread may replace what precedes it.
    if (ts.isSpreadAssignment(property)) {
      last.clear();
      continue;
    }
    const key = nameOf(property, valueOf);
    if (key === undefined) last.clear();
    else if (ts.isAccessor(property)) last.delete(key);
    else if (ts.isMethodDeclaration(property)) {
      const method = result.fields[key];
      if (method?.kind === "function") last.set(key, method);
      else if (method === undefined) return `the key ${key} is not in the object`;
    } else if (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) {
      const value = valueOf(ts.isPropertyAssignment(property) ? property.initializer : property.name);
      if (value === undefined) return `the value of ${key} was not evaluated`;
      last.set(key, value);
    }
  }
  for (const [key, value] of last) {
    if (result.fields[key] !== value) return `the key ${key} is not in the object with its value`;
  }
  return undefined;
}

function nameOf(property: TS.ObjectLiteralElementLike, valueOf: ValueOf): string | undefined {
  const { name } = property;
  if (name === undefined) return undefined;
  if (ts.isComputedPropertyName(name)) {
    const value = valueOf(name.expression);
    return value?.kind === "known" ? String(value.value) : undefined;
  }
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

function findLostElement(
  { elements }: TS.ArrayLiteralExpression,
  result: Value,
  valueOf: ValueOf,
): string | undefined {
  if (result.kind !== "array") return "an array literal did not evaluate to an array";
  for (const [index, element] of elements.entries()) {
    // From here on, indices do not match the source.
    if (ts.isSpreadElement(element)) return undefined;
    if (ts.isOmittedExpression(element)) continue;
    if (result.elements[index] !== valueOf(element)) return `element ${index} of an array is missing from it`;
  }
  return result.elements.length === elements.length
    ? undefined
    : "an array has more elements than its literal";
}

function findLostText(
  { head, templateSpans }: TS.TemplateExpression,
  result: Value,
  valueOf: ValueOf,
): string | undefined {
  const parts: (string | ReferenceValue)[] = [head.text];
  for (const { expression, literal } of templateSpans) {
    const value = valueOf(expression);
    const inner = value === undefined ? undefined : textParts(value);
    // Lists and the like become text by rules that are not repeated here.
    if (inner === undefined)
      return value === undefined ? "part of a template literal was not evaluated" : undefined;
    parts.push(...inner, literal.text);
  }
  const given = textParts(result);
  const same = given !== undefined && isSameText(mergeText(given), mergeText(parts));
  return same ? undefined : "a string does not contain all of its parts";
}

/** `undefined` if it is not a text. */
export function textParts(value: Value): readonly (string | ReferenceValue)[] | undefined {
  if (value.kind === "known") return [String(value.value)];
  if (value.kind === "reference") return [value];
  return value.kind === "text" ? value.parts : undefined;
}

/** Adjacent known parts merged, without empty ones. */
export function mergeText<Part>(parts: readonly (string | Part)[]): readonly (string | Part)[] {
  const merged: (string | Part)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  }
  return merged;
}

function isSameText(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
