import type { Schema, SchemaType } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/**
 * A schema in a few words, for messages: `string`, `"a" | "b"`, `array of { url, content_type, … }`, `unknown`. An
 * object's required properties come first. Long or deep schemas end in `…`.
 */
export function describeType(schema: Schema): string {
  return describe(schema, 0);
}

/** With an article: `a string`, `an array of strings`, `an object { url, … }`; a choice and `unknown` are unchanged. */
export function describeAsThing(schema: Schema): string {
  const type = describeType(schema);
  if (/ \| | & /.test(type.replace(/\(.*?\)/g, ""))) return type;
  if (type.startsWith("{")) return `an object ${type}`;
  if (/^array of (?:string|number|integer|boolean)$/.test(type)) return `an ${type}s`;
  return /^(?:string|number|boolean)\b/.test(type)
    ? `a ${type}`
    : type.replace(/^(?=object|array|integer)/, "an ");
}

const maxListed = 5;
const maxDepth = 4;

function describe(schema: Schema, depth: number): string {
  if (depth > maxDepth) return "…";
  const inner = (child: Schema): string => describe(child, depth + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return join(schema.enum, JSON.stringify, " | ");
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return join(branches, inner, " | ");
  const types = typesOf(schema);
  if (types.length > 0) return join(types, (type) => describeAs(type, schema, inner), " | ");
  return schema.allOf === undefined ? "unknown" : join(schema.allOf, inner, " & ");
}

function describeAs(type: SchemaType, schema: Schema, inner: (child: Schema) => string): string {
  if (type === "array") {
    if (schema.prefixItems !== undefined) return `[${join(schema.prefixItems, inner, ", ")}]`;
    if (schema.items === undefined) return "array";
    const item = inner(schema.items);
    if (item === "unknown") return "array";
    const outside = item.replace(/\{.*?\}|\[.*?\]/g, ""); // inside braces, a bar needs no parentheses
    return `array of ${/ [|&] /.test(outside) ? `(${item})` : item}`;
  }
  if (type === "object") {
    const names = Object.keys(schema.properties ?? {});
    const required = names.filter((name) => schema.required?.includes(name));
    const ordered = [...new Set([...required, ...names])];
    if (ordered.length > 0) return `{ ${join(ordered, (name) => name, ", ")} }`;
    return typeof schema.additionalProperties === "object"
      ? `object of ${inner(schema.additionalProperties)}`
      : "object";
  }
  return type;
}

/** The distinct texts of the first few values, and `…` for the rest. */
function join<T>(values: readonly T[], text: (value: T) => string, separator: string): string {
  const texts = [...new Set(values.slice(0, maxListed).map(text))];
  return [...texts, ...(values.length > maxListed ? ["…"] : [])].join(separator);
}
