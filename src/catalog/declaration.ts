/**
 * An endpoint that a project declares, as the file that holds it: `workflows/models/<id>.json`. The file is the lock: what
 * the project was written against, whatever fal changes later. It is committed, so it may have been edited by anybody.
 */
import { isJsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/parse-json.ts";
import type { Endpoint, Schema } from "./schema.ts";
import { findSchemaProblem } from "./schema-problem.ts";

/** The endpoint that the text declares; `problem` says what keeps the file from being used: `it has no "input"`. */
export function parseDeclaration(id: string, text: string): Endpoint | { readonly problem: string } {
  const parsed = parseJson(text);
  if ("problem" in parsed) {
    const { problem, line, column } = parsed;
    return { problem: `it is not valid JSON, at line ${line}, column ${column}: ${problem}` };
  }
  const json = parsed.value;
  if (!isJsonObject(json)) return { problem: "it is not an object" };
  if (json["id"] !== id) return { problem: `its "id" is not ${JSON.stringify(id)}` };
  const { input, output, category, description } = json;
  for (const [name, schema] of [
    ["input", input],
    ["output", output],
  ] as const) {
    if (schema === undefined) return { problem: `it has no "${name}"` };
    const problem = findSchemaProblem(schema);
    if (problem !== undefined) return { problem: `"${name}": ${problem}` };
  }
  return {
    id,
    input: input as Schema, // as far as falc reads it, by findSchemaProblem
    output: output as Schema,
    ...(typeof category === "string" && { category }),
    ...(typeof description === "string" && { description }),
  };
}

/** The file's text, ended by a line break. The same endpoint gives the same bytes. */
export function printDeclaration({ id, category, description, input, output }: Endpoint): string {
  return `${JSON.stringify({ id, category, description, input, output }, null, 2)}\n`;
}
