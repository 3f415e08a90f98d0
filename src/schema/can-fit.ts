import { beyondLimits } from "./beyond-limits.ts";
import { isNull } from "./null-schema.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { typeOfValue, typesOf } from "./schema-types.ts";
import { validateInput } from "./validate.ts";

/**
 * Whether a value of one schema is accepted where the other is expected, with the leniency of `validate.ts`:
 *
 * - `never`: fal rejects every value. A string for a list, an object for a URL. A list counts by its items, although an
 *   empty one would be accepted.
 * - `sometimes`: the schemas themselves show values that are accepted and values that are not. A choice of which the
 *   endpoint knows some, a text for a number, limits wider than the endpoint's.
 * - `always`: no rejected value is known. Also where the schemas leave it open.
 */
export type Fit = "never" | "sometimes" | "always";

export function fitOf(source: Schema, target: Schema): Fit {
  const work = { left: maxWork };
  const found = fit(source, target, { depth: 0, work });
  return work.left < 0 ? "always" : found;
}

/** The depth of a comparison, and the work left for all of it. */
interface Effort {
  readonly depth: number;
  readonly work: { left: number };
}

/** The schemas of a workflow file and of a declaration are untrusted: beyond these limits, they count as fitting. */
const maxDepth = 50;
/** Schemas and choices compared; two unions of a hundred objects each take less. */
const maxWork = 100_000;

function isTooMuch({ depth, work }: Effort): boolean {
  work.left -= 1;
  return depth > maxDepth || work.left < 0;
}

function deeper({ depth, work }: Effort): Effort {
  return { depth: depth + 1, work };
}

function fit(source: Schema, target: Schema, effort: Effort): Fit {
  if (isTooMuch(effort)) return "always";
  const inner = deeper(effort);
  const branches = source.anyOf ?? source.oneOf;
  // Null is handled by whoever checks whether the value may be missing.
  if (branches !== undefined)
    return alternatives(
      branches.filter((branch) => !isNull(branch)).map((branch) => fit(branch, target, inner)),
    );
  if (source.allOf !== undefined) return worst(source.allOf.map((part) => fit(part, target, inner)));
  return fitInto(source, target, effort);
}

/** `source` is not a union here. */
function fitInto(source: Schema, target: Schema, effort: Effort): Fit {
  if (isTooMuch(effort)) return "always";
  const into = (part: Schema): Fit => fitInto(source, part, deeper(effort));
  const fits = [
    fitOwn(source, target, effort),
    ...(target.allOf ?? []).map(into),
    ...[target.anyOf, target.oneOf].filter((each) => each !== undefined).map((each) => best(each.map(into))),
  ];
  return worst(fits);
}

/** What the target's own keywords require. */
function fitOwn(source: Schema, target: Schema, effort: Effort): Fit {
  const values = source.const === undefined ? source.enum : [source.const];
  if (values !== undefined) {
    effort.work.left -= values.length * (target.enum?.length ?? 1);
    if (effort.work.left < 0) return "always";
    return alternatives(
      values.map((value) => (validateInput(target, value).length === 0 ? "always" : "never")),
    );
  }
  const allowed = target.const === undefined ? target.enum : [target.const];
  const sources = typesOf(source).filter((type) => type !== "null");
  // Choices convert nothing: the string "5" is not the number 5.
  if (allowed !== undefined)
    return alternatives(
      sources.map((type) => (allowed.some((value) => isOf(type, typeOfValue(value))) ? "always" : "never")),
    );
  const targets = typesOf(target);
  if (targets.length === 0) return "always";
  return alternatives(
    sources.map((type) => best(targets.map((expected) => fitType(type, expected, source, target, effort)))),
  );
}

function fitType(
  type: SchemaType,
  expected: SchemaType,
  source: Schema,
  target: Schema,
  effort: Effort,
): Fit {
  if (isOf(type, expected)) {
    const limits = fitLimits(source, target, type);
    if (type === "array") return worst([limits, fitItems(source, target, effort)]);
    return type === "object" ? fitFields(source, target, effort) : limits;
  }
  const isNumber = expected === "number" || expected === "integer";
  if (type === "string") return isNumber || expected === "boolean" ? "sometimes" : "never";
  if (type === "boolean") return isNumber ? "always" : "never";
  return type === "number" || type === "integer" ? (expected === "boolean" ? "sometimes" : "never") : "never";
}

function fitLimits(source: Schema, target: Schema, type: SchemaType): Fit {
  const beyond = beyondLimits(source, target, type);
  if (beyond === undefined) return "always";
  return beyond.always ? "never" : "sometimes";
}

function fitItems({ items, prefixItems }: Schema, target: Schema, effort: Effort): Fit {
  if (prefixItems !== undefined || items === undefined || target.items === undefined) return "always";
  return fit(items, target.items, deeper(effort));
}

/**
 * An optional field that would not fit may be missing; a record counts by its values, as a list by its items. An
 * object that lists its fields has no others: see `stepInto`.
 */
function fitFields(source: Schema, target: Schema, effort: Effort): Fit {
  const { properties, additionalProperties: others = properties === undefined } = source;
  const always = new Set(source.required);
  const needed = new Set(target.required);
  const fits = [...new Set([...Object.keys(target.properties ?? {}), ...needed])].map((key): Fit => {
    const expected = fieldOf(target, key) ?? {};
    const sent = fieldOf(source, key);
    if (sent !== undefined) return always.has(key) ? fit(sent, expected, deeper(effort)) : "always";
    return others === false && needed.has(key) && expected.default === undefined ? "never" : "always";
  });
  if (typeof others === "object" && typeof target.additionalProperties === "object")
    fits.push(fit(others, target.additionalProperties, deeper(effort)));
  return worst(fits);
}

function fieldOf({ properties = {} }: Schema, key: string): Schema | undefined {
  return Object.hasOwn(properties, key) ? properties[key] : undefined;
}

/** Integers count as numbers: the types of fal's client do not distinguish them. */
function isOf(type: SchemaType, expected: SchemaType): boolean {
  const isNumber = (each: SchemaType) => each === "number" || each === "integer";
  return type === expected || (isNumber(type) && isNumber(expected));
}

/** For a value that has one of several schemas. */
function alternatives(fits: readonly Fit[]): Fit {
  if (fits.every((each) => each === "always")) return "always";
  return fits.every((each) => each === "never") ? "never" : "sometimes";
}

/** For a value that must satisfy all of several schemas. */
function worst(fits: readonly Fit[]): Fit {
  return fits.find((each) => each === "never") ?? fits.find((each) => each === "sometimes") ?? "always";
}

/** For a value that must satisfy one of several schemas. */
function best(fits: readonly Fit[]): Fit {
  return fits.find((each) => each === "always") ?? fits.find((each) => each === "sometimes") ?? "never";
}
