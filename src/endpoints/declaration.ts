/**
 * An endpoint that a project declares, in its file `workflows/models/<id>.json`. The file is the lock: what the
 * project was written against, whatever fal changes later. It is committed, so anybody may have edited it.
 */
import { isJsonObject } from "../lib/json.ts";
import { parseJson } from "../lib/parse-json.ts";
import type { Endpoint } from "./catalog.ts";
import type { Schema } from "../schema/schema.ts";
import { findSchemaProblem } from "../schema/schema-problem.ts";

/** The endpoint that the text declares; `problem` says why the file cannot be used: `it has no "input"`. */
export function parseDeclaration(id: string, text: string): Endpoint | { readonly problem: string } {
  const parsed = parseJson(text);
  if ("problem" in parsed) {
    const { problem, line, column } = parsed;
    return { problem: `it is not valid JSON, at line ${line}, column ${column}: ${problem}` };
  }
  const json = parsed.value;
  if (isJsonObject(json) && json["id"] !== id) return { problem: `its "id" is not ${JSON.stringify(id)}` };
  return readDeclaration(json);
}

/** The same, of what was parsed from such a file. */
export function readDeclaration(json: unknown): Endpoint | { readonly problem: string } {
  if (!isJsonObject(json)) return { problem: "it is not an object" };
  const { id, input, output, category, description } = json;
  if (typeof id !== "string") return { problem: 'it has no "id"' };
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
    input: input as Schema, // findSchemaProblem checked the parts that falc reads
    output: output as Schema,
    ...(typeof category === "string" && { category }),
    ...(typeof description === "string" && { description }),
  };
}

/**
 * The endpoint, which says whether its schema names null. Documents before 2026 never do, whether or not it is
 * accepted.
 */
export function sayingNull(endpoint: Endpoint): Endpoint {
  return JSON.stringify(endpoint.input).includes('"null"') ? { ...endpoint, saysNull: true } : endpoint;
}

/** The file's text, with a final line break. The same endpoint gives the same bytes. */
export function printDeclaration({ id, category, description, input, output }: Endpoint): string {
  return `${JSON.stringify({ id, category, description, input, output }, null, 2)}\n`;
}
