import { expect, test } from "vitest";
import type { JsonObject } from "../../src/lib/json.ts";
import { isTextNode, runTextNode } from "../../src/execution/text-node.ts";

const CONCAT = "fal-ai/text-concat";
const MERGE = "fal-ai/workflow-utilities/merge-text";

test("only these two are text nodes", () => {
  expect([CONCAT, MERGE, "fal-ai/flux/dev", "constructor"].map(isTextNode)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each<[string, JsonObject, JsonObject]>([
  [CONCAT, { text1: "a ", text2: "b" }, { results: "a b" }],
  [CONCAT, { text1: "", text2: "" }, { results: "" }],
  [MERGE, { texts: ["a", "b", "c"] }, { text: "abc" }],
  [MERGE, { texts: ["a", "b"], separator: ", " }, { text: "a, b" }],
  [MERGE, { texts: [] }, { text: "" }],
])("%s %j", (app, input, output) => {
  expect(runTextNode(app, input)).toEqual(output);
});

test.each<[string, JsonObject, string]>([
  [CONCAT, { text1: "a" }, "text2 must be a string, but is missing"],
  [CONCAT, { text1: 5, text2: "a" }, "text1 must be a string, but is the number 5"],
  [CONCAT, { text1: "a", text2: null }, "text2 must be a string, but is null"],
  [MERGE, {}, "texts must be an array of strings, but is missing"],
  [MERGE, { texts: "ab" }, "texts must be an array of strings, but is the string ab"],
  [MERGE, { texts: ["a", { b: 1 }] }, "texts[1] must be a string, but is an object"],
  [MERGE, { texts: [], separator: 1 }, "separator must be a string"],
])("%s %j fails", (app, input, message) => {
  expect(() => runTextNode(app, input)).toThrow(message);
});
