/** What a literal must contain, by the language and the values of its parts. */
import { ts, type TS } from "../../typescript.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import { eventOf, type Frame, valueIn } from "./frame.ts";
import { keyOf } from "./member-laws.ts";
import { Native } from "./native.ts";
import { isSame, type TextParts } from "./same.ts";
import { isTextOf, OperandTexts } from "./text-laws.ts";

/** For a literal of one word; `undefined` for anything else. */
export function writtenValue(node: TS.Node): { readonly value: unknown } | undefined {
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

export function findLostText({ head, templateSpans }: TS.TemplateExpression, result: Value, frame: Frame) {
  const parts: TextParts[number][] = [head.text];
  const texts = new OperandTexts(frame.happened);
  for (const { expression, literal } of templateSpans) {
    const event = eventOf(frame.happened, expression);
    if (event === undefined) return "part of a template literal was not evaluated";
    const inner = texts.of(event);
    if (inner === undefined) return undefined;
    parts.push(...inner, literal.text);
  }
  return isTextOf(result, parts) ? undefined : "a string does not contain all of its parts";
}

export function findLostElement({ elements }: TS.ArrayLiteralExpression, result: Value, frame: Frame) {
  if (result.kind !== "array") return "an array literal did not evaluate to an array";
  const native = new Native();
  const expected: unknown[] = [];
  for (const element of elements) {
    if (ts.isOmittedExpression(element)) expected.length += 1;
    else if (ts.isSpreadElement(element)) {
      const event = eventOf(frame.happened, element.expression);
      if (event === undefined) return "a spread was not evaluated";
      // The author's own iterator: how many elements it gives is not known here.
      if (event.contents?.elements === undefined) return undefined;
      for (const each of event.contents.elements) expected.push(each);
    } else expected.push(valueIn(frame, element));
  }
  const { length } = result.elements;
  if (length !== expected.length)
    return `the array has ${length} elements, and its literal gives ${expected.length}`;
  const lost = expected.findIndex((each, index) => {
    const given = result.elements[index];
    if (!(index in expected)) return Object.hasOwn(result.elements, index);
    return given === undefined ? index in expected : !isExpected(native, each, given);
  });
  return lost < 0 ? undefined : `element ${lost} of an array is not the one of its literal`;
}

function isExpected(native: Native, expected: unknown, given: Value): boolean {
  return expected === given || native.matches(expected, given) || isSame(expected as Value, given);
}

/** The last property of each name counts, in the place of the first. */
export function findLostKey(
  node: TS.ObjectLiteralExpression,
  result: Value,
  frame: Frame,
): string | undefined {
  if (result.kind !== "object") return "an object literal did not evaluate to an object";
  const expected: Record<string, Value | typeof unknownValue> = Object.create(null) as never;
  let isWhole = true;
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const event = eventOf(frame.happened, property.expression);
      if (event === undefined) return "a spread was not evaluated";
      const fields = event.contents?.fields;
      if (fields === undefined || event.value.kind === "reference") isWhole = false;
      // Where a later name replaces it, a field may be left out.
      for (const [key, field] of fields ?? []) expected[key] = field ?? unknownValue;
      continue;
    }
    const key = keyIn(property, frame);
    if (key === undefined) {
      if (!hasIterator(property, result, frame)) return "the iterator of an object is not in it";
      continue;
    }
    const value = valueOfProperty(property, result, key, frame);
    if (value === undefined) return `the value of ${key} was not evaluated`;
    expected[key] = value;
  }
  const [keys, given] = [Object.keys(expected), Object.keys(result.fields)];
  const lost = keys.find((key) => !Object.hasOwn(result.fields, key));
  if (lost !== undefined) return `the key ${lost} is not in the object`;
  if (isWhole && keys.join("\n") !== given.join("\n")) return `the object has the keys ${given.join(", ")}`;
  const changed = keys.find((key) => {
    const value = expected[key];
    return value !== unknownValue && !isSame(value, result.fields[key]);
  });
  return changed === undefined ? undefined : `the key ${changed} is not in the object with its value`;
}

/** `[Symbol.iterator]`, which a later spread may replace. */
function hasIterator(
  property: TS.ObjectLiteralElementLike,
  { iterator }: Extract<Value, { readonly kind: "object" }>,
  frame: Frame,
): boolean {
  const { name } = property;
  const isSymbol =
    name !== undefined &&
    ts.isComputedPropertyName(name) &&
    valueIn(frame, name.expression)?.kind === "symbol" &&
    !(property.parent as TS.ObjectLiteralExpression).properties.some(ts.isSpreadAssignment);
  if (!isSymbol) return true;
  if (ts.isMethodDeclaration(property)) return iterator?.node === property;
  return !ts.isPropertyAssignment(property) || isSame(iterator, valueIn(frame, property.initializer));
}

const unknownValue = Symbol("a value that is not known here");

function valueOfProperty(
  property: Exclude<TS.ObjectLiteralElementLike, TS.SpreadAssignment>,
  { fields }: Extract<Value, { readonly kind: "object" }>,
  key: string,
  frame: Frame,
): Value | typeof unknownValue | undefined {
  if (ts.isAccessor(property)) return unknownValue;
  if (!ts.isMethodDeclaration(property)) {
    return valueIn(frame, ts.isPropertyAssignment(property) ? property.initializer : property.name);
  }
  const method = fields[key];
  return method?.kind === "function" && method.node === property ? method : unknownValue;
}

/** `undefined` for `[Symbol.iterator]`, which is not an ordinary key. */
function keyIn(property: TS.ObjectLiteralElementLike, frame: Frame): string | undefined {
  const { name } = property;
  if (name === undefined) return undefined;
  if (ts.isComputedPropertyName(name)) return keyOf(valueIn(frame, name.expression));
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
