/**
 * fal's two endpoints that only join text, computed locally: no request, no waiting, no cost. Their results
 * are described by fal's community skill (fal-ai-community/skills, skills/fal-workflow, read 2026-08).
 */
import type { Json, JsonObject } from "../lib/json.ts";

/** Whether `runTextNode` can compute the endpoint. */
export function isTextNode(app: string): boolean {
  return TEXT_NODES.has(app);
}

/**
 * The endpoint's output. `fal-ai/text-concat {text1: "a", text2: "b"}` gives `{results: "ab"}`;
 * `fal-ai/workflow-utilities/merge-text {texts: ["a", "b"], separator: "-"}` gives `{text: "a-b"}`; the
 * separator defaults to `""`. Throws an `Error` that names a field that is not a string.
 */
export function runTextNode(app: string, input: JsonObject): Json {
  const run = TEXT_NODES.get(app);
  if (run === undefined) throw new Error(`falc: ${app} is not a text node`);
  return run(input);
}

type TextNode = (input: JsonObject) => Json;

const TEXT_NODES: ReadonlyMap<string, TextNode> = new Map<string, TextNode>([
  ["fal-ai/text-concat", (input) => ({ results: text(input, "text1") + text(input, "text2") })],
  [
    "fal-ai/workflow-utilities/merge-text",
    (input) => ({
      text: texts(input).join(input["separator"] === undefined ? "" : text(input, "separator")),
    }),
  ],
]);

function text(input: JsonObject, field: string): string {
  return assertText(Object.hasOwn(input, field) ? input[field] : undefined, field);
}

function texts(input: JsonObject): string[] {
  const list = input["texts"];
  if (!Array.isArray(list)) throw new Error(`texts must be an array of strings, but ${describe(list)}`);
  return list.map((item: Json, index) => assertText(item, `texts[${index}]`));
}

function assertText(value: Json | undefined, place: string): string {
  if (typeof value === "string") return value;
  throw new Error(`${place} must be a string, but ${describe(value)}`);
}

function describe(value: Json | undefined): string {
  if (value === undefined) return "is missing";
  if (value === null) return "is null";
  if (Array.isArray(value)) return "is an array";
  return typeof value === "object" ? "is an object" : `is the ${typeof value} ${value}`;
}
