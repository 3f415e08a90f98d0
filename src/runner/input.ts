/** Checks a run's input against the workflow's interface, before anything is sent or paid for. */
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Schema } from "../schema/schema.ts";
import { isJsonObject } from "../lib/json.ts";
import { schemaPattern } from "../schema/schema-pattern.ts";
import type { InputProblem } from "../lib/input-problem.ts";
import type { JsonObject } from "../lib/json.ts";
import { closeSchema } from "../schema/close-schema.ts";
import { copyJson } from "./copy-json.ts";
import { describeInputError } from "./describe-input-error.ts";
import { describeValue } from "../schema/describe-schema.ts";
import { narrowErrors } from "./narrow-errors.ts";
import { printPath } from "../graph/print-path.ts";

/**
 * A copy of the input with the schema's defaults filled in, or every problem, in the order of the schema's
 * fields. Nothing is converted: `"28"` is not a number. Unknown fields are problems, with a suggestion.
 * The schema has no `findSchemaProblem`. Throws if ajv cannot use it.
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
  // Adding defaults to an object keeps it an object.
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
    // Compiling the schema of schemas takes longer than the rest of a check; `findSchemaProblem` came first.
    validateSchema: false,
    meta: false,
    code: { regExp: Object.assign((source: string) => schemaPattern(source), { code: "" }) },
  });
  // ajv's own `multipleOf` rejects 0.3 as a multiple of 0.1, because of floating point.
  ajv.removeKeyword("multipleOf").addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    validate: isMultipleOf,
    error: { message: "is not a multiple", params: ({ schema }) => _`{ multipleOf: ${schema} }` },
  });
  // Other formats are not checked: zod writes a `pattern` for those that it checks itself.
  return ajv.addFormat("uri", { validate: (text: string) => URL.canParse(text) });
}

/** Like zod: a quotient counts as whole if only rounding prevents it. */
function isMultipleOf(step: number, value: number): boolean {
  const ratio = value / step;
  return Math.abs(ratio - Math.round(ratio)) < 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
}

/** The location of an error. A missing or unknown field has its own location. */
function locate({ instancePath, params }: ErrorObject, value: JsonObject): (string | number)[] {
  const path: (string | number)[] = [];
  let current: unknown = value;
  for (const part of instancePath.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    const isIndex = Array.isArray(current);
    path.push(isIndex ? Number(key) : key);
    // Lists and objects can both be indexed by the key, which comes from the value itself.
    current = (current as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  const field: unknown = params["missingProperty"] ?? params["additionalProperty"];
  if (typeof field === "string") path.push(field);
  return path;
}
