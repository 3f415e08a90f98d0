/** Checks the input of a run against the workflow's interface, before anything is sent or paid. */
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Schema } from "../catalog/schema.ts";
import { isJsonObject } from "../lib/json.ts";
import { schemaPattern } from "../lib/schema-pattern.ts";
import type { JsonObject } from "../lib/json.ts";
import { closeSchema } from "./close-schema.ts";
import { copyJson } from "./copy-json.ts";
import { describeInputError } from "./describe-input-error.ts";
import { describeValue } from "./describe-schema.ts";
import { narrowErrors } from "./narrow-errors.ts";
import { printPath } from "../graph/print-path.ts";

export interface InputProblem {
  /** Where, as `prompt` or `loras[0].scale`; `""` for the input as a whole. */
  readonly path: string;
  /** Continues the path: `is required`, `must be a number, got the string "abc"`. */
  readonly message: string;
}

/**
 * A copy of the input with the schema's defaults filled in, or every problem, in the order of the schema's fields.
 * Nothing is converted: `"28"` is no number. Fields that the schema does not name are problems, with a guess at the name
 * that was meant. Throws when the schema itself is unusable.
 */
export function checkInput(
  schema: Schema,
  value: unknown,
): { readonly input: JsonObject } | { readonly problems: readonly InputProblem[] } {
  if (!isJsonObject(value)) {
    return { problems: [{ path: "", message: `must be an object of fields, got ${describeValue(value)}` }] };
  }
  const problems: InputProblem[] = [];
  const input = copyJson(value, (path, message) => problems.push({ path: printPath(path), message }));
  if (problems.length > 0) return { problems };
  const validate = createAjv().compile(closeSchema(schema));
  // Defaults are added to an object, it stays one.
  if (validate(input)) return { input: input as JsonObject };
  const located = narrowErrors(validate.errors ?? []).map((error) => ({ error, path: locate(error, value) }));
  const order = Object.keys(schema.properties ?? {});
  const rank = ({ path: [field] }: Located): number => order.indexOf(String(field)) + 1 || order.length + 1;
  return {
    problems: located
      .sort((a, b) => rank(a) - rank(b))
      .map(({ error, path }) => ({ path: printPath(path), message: describeInputError(error) })),
  };
}

interface Located {
  readonly path: readonly (string | number)[];
}

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    useDefaults: true,
    strict: false,
    verbose: true,
    logger: false,
    code: { regExp: Object.assign((source: string) => schemaPattern(source), { code: "" }) },
  });
  // ajv's own takes 0.3 for no multiple of 0.1, as JavaScript divides.
  ajv.removeKeyword("multipleOf").addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    validate: isMultipleOf,
    error: { message: "is not a multiple", params: ({ schema }) => _`{ multipleOf: ${schema} }` },
  });
  // Other formats are not checked: zod writes a `pattern` beside those that it checks itself.
  return ajv.addFormat("uri", { validate: (text: string) => URL.canParse(text) });
}

/** As zod has it: a quotient is whole where only rounding keeps it from that. */
function isMultipleOf(step: number, value: number): boolean {
  const ratio = value / step;
  return Math.abs(ratio - Math.round(ratio)) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
}

/** The place of an error. A missing or unknown field is a place of its own. */
function locate({ instancePath, params }: ErrorObject, value: JsonObject): (string | number)[] {
  const path: (string | number)[] = [];
  let current: unknown = value;
  for (const part of instancePath.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const isIndex = Array.isArray(current);
    path.push(isIndex ? Number(key) : key);
    // Both lists and objects can be indexed by the key; it comes from the value itself.
    current = (current as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  const field: unknown = params["missingProperty"] ?? params["additionalProperty"];
  if (typeof field === "string") path.push(field);
  return path;
}
