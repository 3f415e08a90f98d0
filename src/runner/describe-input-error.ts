import type { ErrorObject } from "ajv/dist/2020.js";
import type { Schema } from "../schema/schema.ts";
import { quote } from "../lib/quote.ts";
import type { Json } from "../lib/json.ts";
import { suggest } from "../guess/suggest.ts";
import { describeChoice, describeSchema, describeValue } from "../schema/describe-schema.ts";

/**
 * An ajv error as the end of a sentence that starts with the field's name: `is required`, `must be a number,
 * got the string "abc"`. Needs ajv's option `verbose`.
 */
export function describeInputError({ keyword, params, parentSchema, data, message }: ErrorObject): string {
  // ajv's own types are loose here; with `verbose`, it is the schema that was given.
  const schema = (parentSchema ?? {}) as Schema;
  const limit = String(params["limit"]);
  const got = `, got ${describeValue(data)}`;
  switch (keyword) {
    case "required":
      return "is required";
    case "additionalProperties":
      return `is not a known field${guess(String(params["additionalProperty"]), schema)}`;
    case "type":
      return `must be ${describeSchema({ type: params["type"] as NonNullable<Schema["type"]> })}${got}`;
    case "enum":
      return `must be ${describeChoice(params["allowedValues"] as readonly Json[])}${got}`;
    case "const":
      return `must be ${describeSchema({ const: params["allowedValue"] as Json })}${got}`;
    case "anyOf":
    case "oneOf":
      return describeUnion(schema, got);
    case "minimum":
      return `must be at least ${limit}${got}`;
    case "maximum":
      return `must be at most ${limit}${got}`;
    case "exclusiveMinimum":
      return `must be more than ${limit}${got}`;
    case "exclusiveMaximum":
      return `must be less than ${limit}${got}`;
    case "multipleOf":
      return `must be a multiple of ${String(params["multipleOf"])}${got}`;
    case "minLength":
      return limit === "1" ? "must not be empty" : `must have at least ${limit} characters`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minItems":
      return `must have at least ${limit} ${limit === "1" ? "element" : "elements"}`;
    case "maxItems":
      return `must have at most ${limit} ${limit === "1" ? "element" : "elements"}`;
    case "format":
      return `must be a ${String(params["format"])}${got}`;
    case "pattern":
      return `must match /${String(params["pattern"])}/${got}`;
    default:
      return message ?? `does not satisfy ${keyword}`;
  }
}

function describeUnion(schema: Schema, got: string): string {
  const branches = schema.anyOf ?? schema.oneOf ?? [];
  const words = describeSchema({ anyOf: branches });
  // "must be an object, got an object" would help nobody.
  return got.endsWith(` ${words}`) ? "matches none of its allowed forms" : `must be ${words}${got}`;
}

function guess(field: string, schema: Schema): string {
  const near = suggest(field.slice(0, 100), Object.keys(schema.properties ?? {}));
  return near === undefined ? "" : `; did you mean ${quote(near)}?`;
}
