/** The interface of a compiled workflow, from outside: `{ title, input, output }`, as in its `.schema.json`. */
import { isJsonObject } from "../lib/json.ts";
import type { Schema } from "./schema.ts";
import { findSchemaProblem } from "./schema-problem.ts";

/** The input's schema, which has `properties`; or why it cannot be used. */
export function readInputSchema(
  workflow: unknown,
): { readonly schema: Schema } | { readonly problem: string } {
  const input = isJsonObject(workflow) ? workflow["input"] : undefined;
  if (!isJsonObject(input) || !isJsonObject(input["properties"]))
    return { problem: "it has no input schema" };
  const problem = findSchemaProblem(input);
  return problem === undefined ? { schema: input as Schema } : { problem };
}
