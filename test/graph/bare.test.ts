import { describe, expect, test } from "vitest";
import { readBare, writeBare } from "../../src/graph/dialects/bare.ts";
import type { Graph, GraphRecord, GraphValue } from "../../src/graph/types.ts";
import { growthOfCalls } from "../support/count-calls.ts";

/** The example of fal's guide, https://docs.fal.ai/model-apis/guides/custom-workflow-ui (2026-08). */
const TUTORIAL = `{
  "input": { "id": "input", "type": "input", "depends": [], "input": { "prompt": "" } },
  "node_1": { "id": "node_1", "type": "run", "depends": ["input"], "app": "fal-ai/flux/dev", "input": { "prompt": "$input.prompt" } },
  "node_2": { "id": "node_2", "type": "run", "depends": ["node_1"], "app": "fal-ai/bria/background/remove", "input": { "image_url": "$node_1.images.0.url" } },
  "output": { "id": "output", "type": "display", "depends": ["node_2"], "fields": { "image": "$node_2.image" } }
}`;

function read(json: unknown): Graph {
  const result = readBare(json);
  if ("problems" in result) throw new Error(result.problems.join("\n"));
  return result.graph;
}

function problemsOf(json: unknown): readonly string[] {
  const result = readBare(json);
  return "problems" in result ? result.problems : [];
}

type Nodes = Record<string, unknown>;

/** A workflow with these run nodes; `depends` and `input` are optional, `null` removes. */
function workflow(nodes: Record<string, object>, more: Nodes = {}): Nodes {
  const all: Nodes = {
    input: { id: "input", type: "input", depends: [], input: { prompt: "" } },
    output: { id: "output", type: "display", depends: [], fields: {} },
    ...more,
  };
  for (const [id, node] of Object.entries(nodes)) {
    all[id] = { id, type: "run", app: "fal-ai/flux/dev", depends: [], input: {}, ...node };
  }
  return all;
}

function record(fields: Record<string, GraphValue>): GraphRecord {
  return { kind: "record", fields: new Map(Object.entries(fields)) };
}

describe("fal's own example", () => {
  test("is read", () => {
    const graph = read(JSON.parse(TUTORIAL));
    expect([...graph.input]).toEqual([["prompt", ""]]);
    expect(graph.nodes.map(({ id }) => id)).toEqual(["node_1", "node_2"]);
    expect(graph.nodes[1]?.input.fields.get("image_url")).toEqual({
      kind: "reference",
      root: "node_1",
      path: ["images", 0, "url"],
    });
  });

  test("is written back byte for byte", () => {
    const written = JSON.stringify(writeBare(read(JSON.parse(TUTORIAL))));
    expect(written).toBe(JSON.stringify(JSON.parse(TUTORIAL)));
  });
});

test("values keep their types and depth; a $ inside a string is plain text", () => {
  const input = {
    a: [1, true, null, { b: "$input.prompt" }],
    text: "a $input.prompt",
    "my-key": { kind: "reference" },
  };
  const graph = read(workflow({ a: { input } }));
  expect(JSON.parse(JSON.stringify(writeBare(graph)))["a"].input).toEqual(input);
});

test("nodes are put in order", () => {
  const graph = read(workflow({ b: { depends: ["a"] }, a: {} }));
  expect(graph.nodes.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("ids with dots are distinguished from paths", () => {
  const graph = read(
    workflow({ "kling.v1.6": {}, b: { depends: ["kling.v1.6"], input: { x: "$kling.v1.6.video.url" } } }),
  );
  expect(graph.nodes[1]?.input.fields.get("x")).toMatchObject({ root: "kling.v1.6", path: ["video", "url"] });
});

test("references to an ancestor or the input need no dependency", () => {
  const nodes = {
    a: {},
    b: { depends: ["a"] },
    c: { depends: ["b"], input: { x: "$a.x", y: "$input.prompt" } },
  };
  expect(problemsOf(workflow(nodes))).toEqual([]);
});

test("metadata and the editor's empty input of a display node are accepted", () => {
  const output = { id: "show", type: "display", depends: [], fields: {}, input: {}, metadata: {} };
  const json = workflow({ a: { metadata: { position: { x: 1, y: 2 } } } }, { show: output });
  delete json["output"];
  expect(problemsOf(json)).toEqual([]);
});

describe("problems", () => {
  test.each([
    [null, "not null"],
    [[], "not an array"],
    ["{}", "not a string"],
    [undefined, "not nothing"],
  ])("%j is no workflow", (json, text) => {
    expect(problemsOf(json)).toEqual([expect.stringContaining(text)]);
  });

  test("an empty object lacks input and output", () => {
    expect(problemsOf({})).toHaveLength(2);
  });

  test.each<[string, Nodes, string]>([
    ["a node that is not an object", workflow({}, { a: 3 }), "is a number, not an object"],
    ["key and id differ", workflow({ a: { id: "b" } }), 'node "a": its id is "b"'],
    ["no id", workflow({ a: { id: undefined } }), '"id" is missing'],
    ["no depends", workflow({ a: { depends: undefined } }), 'node "a": "depends" is missing'],
    ["depends is an object", workflow({ a: { depends: {} } }), '"depends" is an object'],
    ["depends holds a number", workflow({ a: { depends: [1] } }), '"depends" holds a number'],
    ["unknown type", workflow({ a: { type: "model" } }), 'unknown type "model"'],
    ["unknown key", workflow({ a: { inputs: {} } }), 'unknown key "inputs"'],
    ["no input", workflow({ a: { input: undefined } }), '"input" is missing'],
    ["input is an array", workflow({ a: { input: [] } }), '"input" is an array'],
    [
      "reference to nothing",
      workflow({ photo: {}, a: { input: { x: "$phot.x" } } }),
      'no node "phot"; did you mean "photo"',
    ],
    ["a price", workflow({ a: { input: { x: "$100 bill" } } }), 'no node "100 bill"'],
    ["not a dependency", workflow({ b: {}, a: { input: { x: ["$b.x"] } } }), 'does not depend on "b"'],
    ["itself", workflow({ a: { input: { x: "$a.x" } } }), 'does not depend on "a"'],
    [
      "malformed reference",
      workflow({ a: { input: { x: [{ y: "$b.x[0]" }] } } }),
      "input.x[0].y: the reference",
    ],
    ["unknown dependency", workflow({ a: { depends: ["zz"] } }), 'depends on "zz", which is not a node'],
    ["depends on the output", workflow({ a: { depends: ["output"] } }), "comes after all nodes"],
    ["cycle", workflow({ a: { depends: ["b"] }, b: { depends: ["a"] } }), '"a" -> "b" -> "a"'],
    ["self-dependency", workflow({ a: { depends: ["a"] } }), "depends on itself"],
    [
      "two outputs",
      workflow({ a: { type: "display" } }),
      'only one display node is allowed, but there are "output", "a"',
    ],
    ["input is a run node", workflow({ input: {} }), '"input" is reserved'],
    ["output is a run node", workflow({ output: {} }), '"output" is reserved'],
    [
      "reference in the input node",
      workflow({}, { input: { id: "input", type: "input", depends: [], input: { p: ["$x"] } } }),
      "starts with $",
    ],
    ["escape codes in an id", workflow({ "\u001b[2J": {} }), "not a valid node id"],
    [
      "output refers to nothing",
      workflow({}, { output: { id: "output", type: "display", depends: [], fields: { x: "$a" } } }),
      "the output node refers to",
    ],
  ])("%s", (_, json, text) => {
    const problems = problemsOf(JSON.parse(JSON.stringify(json)));
    expect(problems).toContainEqual(expect.stringContaining(text));
    expect(problems.join("")).not.toContain("\u001b");
  });

  test.each([
    "flux",
    "",
    "https://evil.example/x",
    "a/../b",
    "a//b",
    "fal-ai/flux dev",
    "workflows/execute",
    "a/b?c=d",
    7,
  ])("%j is not a valid endpoint id", (app) => {
    expect(problemsOf(workflow({ a: { app } }))).toEqual([expect.stringContaining("app")]);
  });

  test.each(["fal-ai/flux/dev", "workflows/me/my-flow", "fal-ai/kling-video/v1.6/pro", "x_y/z"])(
    "%s is one",
    (app) => {
      expect(problemsOf(workflow({ a: { app } }))).toEqual([]);
    },
  );

  test("all problems are listed at once", () => {
    expect(
      problemsOf(workflow({ a: { app: "x", depends: 1, type: "run" }, b: { type: "nope" }, c: { id: "d" } })),
    ).toHaveLength(4);
  });

  test("a key named __proto__ is an ordinary key, but not a node id", () => {
    const node = `{"id":"__proto__","type":"run","depends":[],"app":"a/b","input":{}}`;
    const text = TUTORIAL.replace('"input":', `"__proto__": ${node}, "input":`);
    expect(problemsOf(JSON.parse(text))).toEqual(['node "__proto__": this is not a valid node id']);
    const inside = JSON.parse(
      TUTORIAL.replace('"prompt": "$input.prompt"', '"__proto__": {"a": 1}, "constructor": 2'),
    );
    expect(JSON.stringify(writeBare(read(inside)))).toBe(JSON.stringify(inside));
  });

  test.each(["input", "run"])("nesting of 100,000 levels in a node of type %s", (type) => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
    const json =
      type === "run"
        ? workflow({ a: { input: { deep } } })
        : workflow({}, { input: { id: "input", type: "input", depends: [], input: { deep } } });
    expect(problemsOf(json)).toEqual([expect.stringContaining("nested deeper than 200")]);
  });

  test("reading a chain of nodes does not take quadratic time", async () => {
    const readChain = (size: number) => {
      const nodes: Record<string, object> = {};
      for (let index = 1; index <= size; index += 1)
        nodes[`n${index}`] = { depends: index === 1 ? [] : [`n${index - 1}`] };
      return read(workflow(nodes)).nodes;
    };
    expect(readChain(10_000)).toHaveLength(10_000);
    expect(await growthOfCalls(1_000, readChain)).toBeLessThan(20);
  });
});

describe("writeBare refuses", () => {
  function graphWith(input: GraphRecord, ids = ["a"]): Graph {
    const nodes = ids.map((id) => ({ id, app: "a/b", depends: [], input }));
    return { input: new Map(), nodes, output: { depends: [], fields: record({}) } };
  }

  test.each<[string, Graph]>([
    ["a literal starting with $", graphWith(record({ x: ["$5"] }))],
    ["such a default", { ...graphWith(record({})), input: new Map([["price", { a: ["$5"] }]]) }],
    [
      "a key that no reference can name",
      graphWith(record({ x: { kind: "reference", root: "a", path: ["b-c"] } })),
    ],
    [
      "an ambiguous root",
      graphWith(record({ x: { kind: "reference", root: "a", path: ["b"] } }), ["a", "a.b"]),
    ],
    ["two nodes of one id", graphWith(record({}), ["a", "a"])],
    ["a node called output", graphWith(record({}), ["output"])],
  ])("%s", (_, graph) => {
    expect(() => writeBare(graph)).toThrow();
  });
});
