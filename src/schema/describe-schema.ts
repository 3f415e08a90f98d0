/** Schemas and values in words, for messages. */
import type { Schema, SchemaType } from "./schema.ts";
import { quote } from "../lib/quote.ts";
import type { Json } from "../lib/json.ts";

/** What a schema allows: `a number`, `one of "a", "b"`, `a string or null`. Limits such as `minimum` are left out. */
export function describeSchema(schema: Schema): string {
  if (schema.const !== undefined) return printJson(schema.const);
  if (schema.enum !== undefined) return describeChoice(schema.enum);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return joinWithOr(branches.map(describeSchema));
  if (schema.type === undefined) return schema.properties === undefined ? "a value" : TYPES.object;
  return joinWithOr([schema.type].flat().map((type: SchemaType) => TYPES[type]));
}

/** `one of "a", "b"`; at most the first 40. */
export function describeChoice(values: readonly Json[]): string {
  const more = values.length > 40 ? `, … (${values.length} in total)` : "";
  return `one of ${values.slice(0, 40).map(printJson).join(", ")}${more}`;
}

/** What a value is: `the string "abc"`, `the number 3`, `a list`. */
export function describeValue(value: unknown): string {
  if (typeof value === "string") return `the string ${quote(value)}`;
  if (typeof value === "number") return `the number ${value}`;
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return TYPES.array;
  return typeof value === "object" && value !== null ? TYPES.object : String(value);
}

function printJson(value: Json): string {
  return typeof value === "string" ? quote(value) : JSON.stringify(value);
}

function joinWithOr(parts: readonly string[]): string {
  const different = [...new Set(parts)];
  return different.length < 3
    ? different.join(" or ")
    : `${different.slice(0, -1).join(", ")} or ${different.at(-1)}`;
}

const TYPES: Readonly<Record<SchemaType, string>> = {
  string: "a string",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  array: "an array",
  object: "an object",
};
