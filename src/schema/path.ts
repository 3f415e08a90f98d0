/**
 * What a schema says about the value one step further in: `images`, then `0`, then `url`. Re-exports the other
 * questions about a value's type.
 */
import { canonicalJson } from "../lib/canonical-json.ts";
import type { Json } from "../lib/json.ts";
import { isNull } from "./null-schema.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

export { describeAsThing, describeType } from "./describe-type.ts";
export { placeholderOf } from "./placeholder.ts";
export { isStringSchema } from "./string-schema.ts";

export type PathStep = Found | Unknown | Missing;

interface Found {
  readonly kind: "found";
  readonly schema: Schema;
  /**
   * Whether a value of the outer schema may lack it. Never true for an item of a list, because no schema gives its
   * length.
   */
  readonly optional: boolean;
  /** It is not listed: any name is allowed. */
  readonly ofAnyName?: true;
}

/** The schema does not say. */
interface Unknown {
  readonly kind: "unknown";
}

/** It does not exist. */
interface Missing {
  readonly kind: "missing";
  /** The existing keys; `["0"]` for a list of any length, none for a string or a number. */
  readonly valid: readonly string[];
}

const unknown: Unknown = { kind: "unknown" };

/**
 * One step from `schema` into a property or an item, counted from 0. An object that lists properties has no others,
 * unless `additionalProperties` describes them. In a union, each branch that has the key counts, and null is ignored.
 * A number may name a property; in a string, only digits are an index.
 */
export function stepInto(schema: Schema | undefined, key: string | number): PathStep {
  return schema === undefined ? unknown : step(schema, String(key), 0);
}

function step(schema: Schema, key: string, depth: number): PathStep {
  if (depth > 50) return unknown; // schemas in a workflow file are untrusted
  const inner = (child: Schema): PathStep => step(child, key, depth + 1);
  const types = typesOf(schema);
  const unions = [schema.anyOf, schema.oneOf].filter((branches) => branches !== undefined);
  return intersection([
    ...(types.length === 0
      ? []
      : [union(types.filter((type) => type !== "null").map((type) => stepAs(type, schema, key)))]),
    ...(schema.allOf ?? []).map(inner),
    ...unions.map((branches) => union(branches.filter((branch) => !isNull(branch)).map(inner))),
  ]);
}

function stepAs(type: SchemaType, schema: Schema, key: string): PathStep {
  if (type === "array") return stepIntoList(schema, key);
  if (type === "object") return stepIntoObject(schema, key);
  return { kind: "missing", valid: [] };
}

function stepIntoObject(schema: Schema, key: string): PathStep {
  const { properties, additionalProperties: others } = schema;
  const own = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (own !== undefined)
    return { kind: "found", schema: own, optional: schema.required?.includes(key) !== true };
  if (typeof others === "object") return { kind: "found", schema: others, optional: true, ofAnyName: true };
  if (others === true || (others === undefined && properties === undefined)) return unknown;
  return { kind: "missing", valid: Object.keys(properties ?? {}) };
}

function stepIntoList({ prefixItems = [], items, maxItems = Infinity }: Schema, key: string): PathStep {
  const index = /^(0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
  if (index === undefined || index >= maxItems)
    return {
      kind: "missing",
      valid: prefixItems.length > 0 ? prefixItems.map((_, at) => String(at)) : ["0"],
    };
  const item = prefixItems[index] ?? items;
  return item === undefined ? unknown : { kind: "found", schema: item, optional: false };
}

/** The step into a value that has one of several schemas. */
function union(steps: readonly PathStep[]): PathStep {
  const found = steps.filter((each) => each.kind === "found");
  if (found.length === 0) return steps.some((each) => each.kind === "unknown") ? unknown : missing(steps);
  const optional = found.length < steps.length || found.some((each) => each.optional);
  return { kind: "found", schema: combined("anyOf", found), optional, ...ofAnyName(found) };
}

/** The step into a value that has all of several schemas. */
function intersection(steps: readonly PathStep[]): PathStep {
  const found = steps.filter((each) => each.kind === "found");
  if (found.length === 0) return steps.some((each) => each.kind === "missing") ? missing(steps) : unknown;
  const optional = found.every((each) => each.optional);
  return { kind: "found", schema: combined("allOf", found), optional, ...ofAnyName(found) };
}

function ofAnyName(found: readonly Found[]): Pick<Found, "ofAnyName"> {
  return found.every((each) => each.ofAnyName === true) ? { ofAnyName: true } : {};
}

function missing(steps: readonly PathStep[]): Missing {
  return {
    kind: "missing",
    valid: [...new Set(steps.flatMap((each) => (each.kind === "missing" ? each.valid : [])))],
  };
}

function combined(keyword: "anyOf" | "allOf", found: readonly Found[]): Schema {
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.schema;
  const distinct = new Map(found.map(({ schema }) => [canonicalJson(schema as Json), schema]));
  const [same = {}, ...more] = distinct.values();
  return more.length === 0 ? same : { [keyword]: [...distinct.values()] };
}
