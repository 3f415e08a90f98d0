/** Values that an endpoint accepts, as TypeScript. */
import type { Schema } from "../../src/schema/schema.ts";

/** `optional`: which of the optional fields to include. */
export function sampleInput(
  schema: Schema,
  optional: (field: string) => boolean = () => false,
): ReadonlyMap<string, string> {
  const { properties = {}, required = [] } = schema;
  const fields = Object.entries(properties).filter(([name]) => required.includes(name) || optional(name));
  return new Map(fields.map(([name, field]) => [name, sampleValue(field)]));
}

/** The first choice; URLs that do not suggest a kind of file. */
export function sampleValue(schema: Schema): string {
  const [choice] = schema.enum ?? [];
  if (schema.const !== undefined || choice !== undefined) return JSON.stringify(schema.const ?? choice);
  const [branch] = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== "null");
  if (branch !== undefined) return sampleValue(branch);
  switch (schema.type) {
    case "number":
    case "integer":
      return String(schema.minimum ?? 1000);
    case "boolean":
      return "true";
    case "array":
      return schema.items === undefined ? "[]" : `[${sampleValue(schema.items)}]`;
    case "object":
      return printFields(sampleInput(schema, () => true));
    default:
      return `"https://example.com/x"`;
  }
}

export function printFields(fields: ReadonlyMap<string, string>): string {
  return `{ ${Array.from(fields, ([name, value]) => `${JSON.stringify(name)}: ${value}`).join(", ")} }`;
}
