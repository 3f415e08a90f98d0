/** What of a graph is left to be sent, if outputs of some nodes are held. */
import { expect, test } from "vitest";
import { remainingGraph } from "../../src/execution/remaining-graph.ts";
import { UnresolvedReference } from "../../src/execution/unresolved-reference.ts";
import { readBare, writeBare } from "../../src/graph/dialects/bare.ts";
import type { Graph } from "../../src/graph/types.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";

const node = (id: string, input: JsonObject, ...depends: string[]): JsonObject => ({
  [id]: { id, type: "run", depends, app: `fal-ai/${id}`, input },
});

function graphOf(
  nodes: JsonObject,
  fields: JsonObject,
  depends: string[],
  input: JsonObject = { p: "" },
): Graph {
  const read = readBare({
    input: { id: "input", type: "input", depends: [], input },
    ...nodes,
    output: { id: "output", type: "display", depends, fields },
  });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  return read.graph;
}

const chain = graphOf(
  {
    ...node("a", { p: "$input.p" }, "input"),
    ...node("b", { url: "$a.images.0.url", all: ["$a.images", { x: "$input.p" }] }, "a", "input"),
    ...node("c", { b: "$b.x", a: "$a.images.0.url" }, "b", "a"),
  },
  { c: "$c.x", a: "$a.images.0", p: "$input.p" },
  ["c", "a", "input"],
);

function remaining(graph: Graph, held: Readonly<Record<string, Json>>, input: JsonObject = { p: "x" }) {
  const left = remainingGraph(graph, input, new Map(Object.entries(held)));
  const workflow = writeBare(left.graph);
  // fal could read it.
  expect(readBare(workflow)).toEqual({ graph: left.graph });
  return { workflow, input: left.input };
}

test("without anything held, it is the same graph", () => {
  const input = { p: "x" };
  expect(remainingGraph(chain, input, new Map())).toEqual({ graph: chain, input });
});

test("references to held nodes are replaced by their values, also in lists and in the output; depends as well", () => {
  const { workflow, input } = remaining(chain, { a: { images: [{ url: "u" }] } });
  expect(Object.keys(workflow)).toEqual(["input", "b", "c", "output"]);
  expect(workflow).toMatchObject({
    b: { depends: ["input"], input: { url: "u", all: [[{ url: "u" }], { x: "$input.p" }] } },
    c: { depends: ["b"], input: { b: "$b.x", a: "u" } },
    output: { depends: ["c", "input"], fields: { c: "$c.x", a: { url: "u" }, p: "$input.p" } },
  });
  expect(input).toEqual({ p: "x" });
});

test("a node in the middle may be held without those before it", () => {
  const { workflow } = remaining(chain, { b: { x: 7 } });
  expect(workflow).toMatchObject({
    a: { depends: ["input"] },
    c: { depends: ["a"], input: { b: 7, a: "$a.images.0.url" } },
  });
});

test("a text that fal would read as a reference is passed in the input", () => {
  const held = { a: { images: [{ url: "$5 off", more: ["$input.p", "fine"] }] } };
  const { workflow, input } = remaining(chain, held, { p: "x", held_1: "mine" });
  expect(input).toMatchObject({ p: "x", held_1: "mine" });
  const { held_1: _, p: __, ...added } = input;
  expect(Object.values(added)).toEqual(expect.arrayContaining(["$5 off", "$input.p"]));
  const [[name]] = Object.entries(added) as [[string, Json]];
  expect(workflow["b"]).toMatchObject({ depends: ["input"], input: { url: `$input.${name}` } });
  expect(workflow["c"]).toMatchObject({ depends: ["input", "b"] });
  expect((workflow["input"] as JsonObject)["input"]).toMatchObject({ p: "", [name]: "" });
});

test("a value that is missing: left out of the output, an error where a node needs it", () => {
  const output = graphOf({ ...node("a", {}), ...node("b", {}) }, { a: "$a.x", l: ["$a.x", "$b.x"] }, [
    "a",
    "b",
  ]);
  expect(remaining(output, { a: {} }).workflow).toMatchObject({
    output: { depends: ["b"], fields: { l: [null, "$b.x"] } },
  });
  expect(() => remaining(chain, { a: {} })).toThrow(UnresolvedReference);
});

test("everything can be held", () => {
  const { workflow } = remaining(chain, { a: { images: [{}] }, b: { x: 1 }, c: { x: 2 } });
  expect(Object.keys(workflow)).toEqual(["input", "output"]);
});
