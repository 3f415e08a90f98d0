/** Checks a default against its own schema: a run would fill it in, and then reject it. */
import { typeOfValue, typesOf } from "../../../schema/schema-types.ts";
import type { Schema } from "../../../schema/schema.ts";
import { validateInput } from "../../../schema/validate.ts";
import type { Json } from "../../../lib/json.ts";

/**
 * The problem as the end of a sentence: `Input should be greater than or equal to 1`; `undefined` if there is none.
 * Patterns are not applied: they are the author's, and may take hours.
 */
export function defaultProblem(schema: Schema, value: Json): string | undefined {
  const [detail] = validateInput(withoutPatterns(schema), value);
  if (detail !== undefined) return detail.msg;
  // A run converts nothing, while fal accepts "28" for a number.
  const types = typesOf(schema);
  const type = typeOfValue(value);
  const isInteger = type === "number" && Number.isInteger(value) && types.includes("integer");
  if (types.length > 0 && !types.includes(type) && !isInteger)
    return `its type is ${type}, not ${types.join(" or ")}`;
  const isUrl = schema.format !== "uri" || typeof value !== "string" || URL.canParse(value);
  return isUrl ? undefined : "it is not a URL";
}

function withoutPatterns(schema: Schema): Schema {
  const leaveOut = (key: string, value: unknown) =>
    key === "pattern" && typeof value === "string" ? undefined : value;
  return JSON.parse(JSON.stringify(schema, leaveOut)) as Schema;
}
