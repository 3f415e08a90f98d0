import { isNull } from "./null-schema.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { typeOfValue, typesOf } from "./schema-types.ts";
import { validateInput } from "./validate.ts";

/**
 * Whether a value of the one schema will do where the other is asked for, by the leniency of `validate.ts`:
 *
 * - `never`: fal refuses every value. A string into a list, an object into a URL. A list counts by its items, though an
 *   empty one would pass.
 * - `sometimes`: the schemas themselves tell of values that pass and of values that do not. A choice of which the
 *   endpoint knows some, a text where a number is wanted.
 * - `always`: no such value is known. This is also said of what the schemas leave open.
 */
export type Fit = "never" | "sometimes" | "always";

export function fitOf(source: Schema, target: Schema): Fit {
  return fit(source, target, 0);
}

/** The schemas of a workflow file are anybody's. */
const deepest = 50;

function fit(source: Schema, target: Schema, depth: number): Fit {
  if (depth > deepest) return "always";
  const branches = source.anyOf ?? source.oneOf;
  // A value that may be null is the business of whoever asked whether it may be missing.
  if (branches !== undefined)
    return alternatives(
      branches.filter((branch) => !isNull(branch)).map((branch) => fit(branch, target, depth + 1)),
    );
  if (source.allOf !== undefined) return worst(source.allOf.map((part) => fit(part, target, depth + 1)));
  return fitInto(source, target, depth);
}

/** `source` is no union here. */
function fitInto(source: Schema, target: Schema, depth: number): Fit {
  if (depth > deepest) return "always";
  const into = (part: Schema): Fit => fitInto(source, part, depth + 1);
  const fits = [
    fitOwn(source, target, depth),
    ...(target.allOf ?? []).map(into),
    ...[target.anyOf, target.oneOf].filter((each) => each !== undefined).map((each) => best(each.map(into))),
  ];
  return worst(fits);
}

/** What the target's own keywords say. */
function fitOwn(source: Schema, target: Schema, depth: number): Fit {
  const values = source.const === undefined ? source.enum : [source.const];
  if (values !== undefined)
    return alternatives(
      values.map((value) => (validateInput(target, value).length === 0 ? "always" : "never")),
    );
  const allowed = target.const === undefined ? target.enum : [target.const];
  const sources = typesOf(source).filter((type) => type !== "null");
  // A choice converts nothing: the string "5" is not the number 5.
  if (allowed !== undefined)
    return alternatives(
      sources.map((type) => (allowed.some((value) => isOf(type, typeOfValue(value))) ? "always" : "never")),
    );
  const targets = typesOf(target);
  if (targets.length === 0) return "always";
  return alternatives(
    sources.map((type) => best(targets.map((wanted) => fitType(type, wanted, source, target, depth)))),
  );
}

function fitType(type: SchemaType, wanted: SchemaType, source: Schema, target: Schema, depth: number): Fit {
  if (isOf(type, wanted)) {
    if (type === "array") return fitItems(source, target, depth);
    return type === "object" ? fitFields(source, target, depth) : "always";
  }
  const isNumber = wanted === "number" || wanted === "integer";
  if (type === "string") return isNumber || wanted === "boolean" ? "sometimes" : "never";
  if (type === "boolean") return isNumber ? "always" : "never";
  return type === "number" || type === "integer" ? (wanted === "boolean" ? "sometimes" : "never") : "never";
}

function fitItems({ items, prefixItems }: Schema, target: Schema, depth: number): Fit {
  if (prefixItems !== undefined || items === undefined || target.items === undefined) return "always";
  return fit(items, target.items, depth + 1);
}

/** An optional field that would not pass may be missing; more than its types say may be in any answer of fal's. */
function fitFields(source: Schema, target: Schema, depth: number): Fit {
  const fits = (target.required ?? []).map((key): Fit => {
    const wanted = target.properties?.[key];
    const given = source.properties?.[key];
    if (given === undefined) return source.additionalProperties === false ? "never" : "always";
    return wanted === undefined || source.required?.includes(key) !== true
      ? "always"
      : fit(given, wanted, depth + 1);
  });
  return worst(fits);
}

/** Whole numbers are not told from others: the types of fal's client do not. */
function isOf(type: SchemaType, wanted: SchemaType): boolean {
  const isNumber = (each: SchemaType) => each === "number" || each === "integer";
  return type === wanted || (isNumber(type) && isNumber(wanted));
}

/** Of a value that is one of several. */
function alternatives(fits: readonly Fit[]): Fit {
  if (fits.every((each) => each === "always")) return "always";
  return fits.every((each) => each === "never") ? "never" : "sometimes";
}

/** Of a value that has to be all of several. */
function worst(fits: readonly Fit[]): Fit {
  return fits.find((each) => each === "never") ?? fits.find((each) => each === "sometimes") ?? "always";
}

/** Of a value that has to be one of several. */
function best(fits: readonly Fit[]): Fit {
  return fits.find((each) => each === "always") ?? fits.find((each) => each === "sometimes") ?? "never";
}
