/** A schema read from disk may be any JSON. */
import { isJsonObject, type Json, type JsonObject } from "../lib/json.ts";
import { limitKeywords, schemaTypes } from "./schema.ts";

/**
 * Why a schema cannot be used, or `undefined`. Checks only the parts that falc reads itself, and the nesting; the
 * rest of JSON Schema is left to the input checker.
 */
export function findSchemaProblem(schema: Json, depth = 0): string | undefined {
  if (!isJsonObject(schema)) return "a schema in it is not an object";
  if (depth > maxDepth) return `it is nested deeper than ${maxDepth} levels`;
  const { type, properties, description } = schema;
  const names = type === undefined ? [] : [type].flat();
  if (!names.every((name) => types.has(name))) return `there is no type ${JSON.stringify(type)}`;
  if (description !== undefined && typeof description !== "string")
    return "a description in it is not a string";
  if (properties !== undefined && !isJsonObject(properties)) return '"properties" in it is not an object';
  const list = lists.find((key) => schema[key] !== undefined && !Array.isArray(schema[key]));
  if (list !== undefined) return `${JSON.stringify(list)} in it is not an array`;
  const { required = [], pattern, multipleOf } = schema;
  if (!(required as readonly Json[]).every((name) => typeof name === "string"))
    return '"required" in it is not an array of names';
  if (pattern !== undefined && typeof pattern !== "string") return '"pattern" in it is not a string';
  const limit = limitKeywords.find((key) => schema[key] !== undefined && typeof schema[key] !== "number");
  if (limit !== undefined) return `${JSON.stringify(limit)} in it is not a number`;
  if (typeof multipleOf === "number" && multipleOf <= 0) return '"multipleOf" in it is not above 0';
  for (const inner of listInner(schema)) {
    const problem = findSchemaProblem(inner, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The compiler writes about ten levels. */
const maxDepth = 200;
const types: ReadonlySet<unknown> = new Set(schemaTypes);

const lists = ["enum", "examples", "required", "anyOf", "oneOf", "allOf", "prefixItems"] as const;

function listInner({ properties = {}, items, additionalProperties, ...others }: JsonObject): readonly Json[] {
  const { anyOf, oneOf, allOf, prefixItems } = others;
  return [
    ...Object.values(properties as JsonObject),
    ...[anyOf, oneOf, allOf, prefixItems].flatMap((list) => (list ?? []) as readonly Json[]),
    ...(items === undefined ? [] : [items]),
    ...(additionalProperties === undefined || typeof additionalProperties === "boolean"
      ? []
      : [additionalProperties]),
  ];
}
