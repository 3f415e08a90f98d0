/**
 * `({ prompt, steps = 28 }: Input)`: the pattern's default is the interface's. A caller may leave the field out, and
 * the function and its graph see the same value.
 */
import { isDeepStrictEqual } from "node:util";
import { isKey } from "../../1-parse/reserved-names.ts";
import type { Schema } from "../../../schema/schema.ts";
import { emptyRecord, type Json } from "../../../lib/json.ts";
import { ts, type TS } from "../../typescript.ts";
import { defaultProblem } from "./default-problem.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { snapshot } from "../calls/snapshot.ts";
import { namesIn, unwrap } from "../../syntax.ts";
import type { Data } from "../../evaluation.ts";
import type { Poison, Value } from "../values/values.ts";

/** The input's schema with the defaults of the workflow's parameter; `undefined` after a report. */
export function withParameterDefaults(
  schema: Schema,
  parameter: TS.ParameterDeclaration,
  place: Place,
  machine: Machine,
): Schema | undefined {
  const properties = { ...schema.properties };
  for (const [key, initializer] of defaultsOf(parameter.name)) {
    const property = properties[key];
    // The default of a required field is never used.
    if (property === undefined || schema.required?.includes(key)) continue;
    const inCode = pureDefault(key, initializer, place, machine);
    if ("kind" in inCode) return undefined;
    const { value } = inCode;
    // `= undefined` leaves the field optional.
    if (value === undefined) continue;
    if (property.default !== undefined && !isDeepStrictEqual(property.default, value)) {
      machine.refuse("input-default-differs", initializer, place, {
        field: key,
        inCode: JSON.stringify(value),
        inType: JSON.stringify(property.default),
      });
      return undefined;
    }
    const problem = defaultProblem(property, value);
    if (problem !== undefined) {
      machine.refuse("input-default-invalid", initializer, place, {
        field: key,
        value: JSON.stringify(value),
        problem,
      });
      return undefined;
    }
    properties[key] = { ...property, default: value };
  }
  return { ...schema, properties };
}

/** The value of a default's expression, for the interface; `value` is undefined if it is known only at run time. */
export function pureDefault(
  field: string,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): { readonly value: Json | undefined; readonly isUndefined: boolean } | Poison {
  const { effects } = machine;
  const evaluated = machine.evaluate(initializer, place);
  if (evaluated.kind === "poison") return evaluated;
  if (machine.effects !== effects || isShared(evaluated, initializer)) {
    return machine.refuse("input-default-impure", initializer, place, {
      field,
      text: machine.textOf(initializer, place),
    });
  }
  const isUndefined = evaluated.kind === "known" && evaluated.value === undefined;
  if (isUndefined || evaluated.kind === "reference" || evaluated.kind === "text")
    return { value: undefined, isUndefined };
  const data = snapshot(evaluated, initializer, place, machine);
  return data.kind === "poison" ? data : { value: toJson(data), isUndefined };
}

/**
 * Whether a list or object belongs to the file, instead of being created here, so that it may have changed when the
 * default is used.
 */
function isShared(value: Value, initializer: TS.Expression): boolean {
  const isOwn = value.kind === "array" || value.kind === "object";
  const node = unwrap(initializer);
  const isMade =
    ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isCallExpression(node);
  return isOwn && !isMade && value.frozen !== true;
}

/**
 * Warns, after the evaluation, about defaults that are only in a doc comment: a direct call of the function does not
 * see them.
 */
export function warnAboutDocDefaults(
  schema: Schema,
  parameter: TS.ParameterDeclaration,
  place: Place,
  machine: Machine,
): void {
  const inCode = new Map(defaultsOf(parameter.name));
  const defaults = Object.entries(schema.properties ?? {}).flatMap(([field, { default: value }]) =>
    value === undefined || inCode.has(field) || machine.inputDefaults.isStatedByAll([field])
      ? []
      : [[field, JSON.stringify(value)] as const],
  );
  if (defaults.length > 0) machine.warn("input-default-in-comment", parameter.name, place, { defaults });
}

/**
 * Field → its default, for the top level of the pattern. Excluded are defaults that use other parameters, and those
 * of fields that the pattern reads, or may read, again without a default, which would also be filled in.
 */
function* defaultsOf(pattern: TS.BindingName): Generator<readonly [string, TS.Expression]> {
  if (!ts.isObjectBindingPattern(pattern)) return;
  const names = new Set([...namesIn(pattern)].map(({ text }) => text));
  const defaults: (readonly [string, TS.Expression])[] = [];
  const readWithout = new Set<string>();
  for (const { propertyName, name, initializer, dotDotDotToken } of pattern.elements) {
    if (dotDotDotToken !== undefined) continue;
    const key = fieldRead(propertyName ?? name);
    if (key === undefined) return;
    if (initializer === undefined || mentions(initializer, names)) readWithout.add(key);
    else defaults.push([key, initializer]);
  }
  for (const each of defaults) if (!readWithout.has(each[0])) yield each;
}

function fieldRead(name: TS.PropertyName | TS.BindingName): string | undefined {
  if (ts.isComputedPropertyName(name)) {
    const { expression } = name;
    return ts.isStringLiteralLike(expression) ? expression.text : undefined;
  }
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}

function mentions(node: TS.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text) && !isKey(node);
  return ts.forEachChild(node, (child) => mentions(child, names)) ?? false;
}

/** `undefined` if it contains more than known data. */
function toJson(data: Data | { readonly kind: "poison" }): Json | undefined {
  switch (data.kind) {
    case "literal":
      return data.value;
    case "list": {
      const items = data.items.map(toJson);
      return items.includes(undefined) ? undefined : (items as Json[]);
    }
    case "record": {
      const fields = emptyRecord<Json>();
      for (const [key, value] of data.fields) {
        const json = toJson(value);
        if (json === undefined) return undefined;
        fields[key] = json;
      }
      return fields;
    }
    default:
      return undefined;
  }
}
