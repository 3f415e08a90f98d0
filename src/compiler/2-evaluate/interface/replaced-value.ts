/** Which values a default in the code replaces, and whether a caller can send one of them. */
import type { Schema } from "../../../schema/schema.ts";
import { allowsNull } from "../values/presence.ts";

/** What the default replaces: `??` also replaces null, `||` any falsy value, `=` in a pattern only undefined. */
export type Replaces = "undefined" | "null" | "falsy";

/** Whether the default would replace given values too, and so is not just a default for a missing field. */
export function mayReplaceGiven(schema: Schema, replaces: Replaces): boolean {
  return (replaces !== "undefined" && allowsNull(schema)) || (replaces === "falsy" && mayBeFalsy(schema));
}

/** Whether a given value may be 0, "", or false. */
function mayBeFalsy(schema: Schema): boolean {
  if (schema.const !== undefined) return !schema.const;
  if (schema.enum !== undefined) return !schema.enum.every(Boolean);
  const { type, minLength = 0, minimum = 0, exclusiveMinimum = -1 } = schema;
  switch (type) {
    case "object":
    case "array":
      return false;
    case "string":
      return minLength === 0;
    case "number":
    case "integer":
      return minimum <= 0 && exclusiveMinimum < 0;
    default:
      return true;
  }
}
