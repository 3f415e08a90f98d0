/** The SAVED form of graphs built here, and of every fixture's. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readBare } from "../../src/graph/dialects/bare.ts";
import { type Saved, savedName, type WorkflowInterface, writeSaved } from "../../src/graph/dialects/saved.ts";
import { inputField, outputField } from "../../src/graph/dialects/saved-fields.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { parseReference } from "../../src/graph/reference.ts";
import type { Graph } from "../../src/graph/types.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import { acceptedFixtures, fixtureFolder } from "../support/fixtures.ts";

function graphOf(json: unknown): Graph {
  const result = readBare(json);
  if ("problems" in result) throw new Error(result.problems.join("\n"));
  return result.graph;
}

/** Node → its dependencies and input, with the output's fields. */
function graphWith(
  nodes: Readonly<Record<string, readonly [depends: readonly string[], input: JsonObject]>>,
  fields: JsonObject,
): Graph {
  const json: Record<string, Json> = { input: { id: "input", type: "input", depends: [], input: {} } };
  for (const [id, [depends, input]] of Object.entries(nodes)) {
    json[id] = { id, type: "run", depends, app: "fal-ai/flux/dev", input };
  }
  json["output"] = { id: "output", type: "display", depends: Object.keys(nodes), fields };
  return graphOf(json);
}

const none: Schema = { type: "object", properties: {} };
const plain: WorkflowInterface = { title: "A photo", input: none, output: none };
const onePhoto = graphWith({ photo: [["input"], { prompt: "$input.prompt" }] }, { image: "$photo.images.0" });

function documentOf({ document, problems }: Saved): Document {
  if (document === undefined) throw new Error(JSON.stringify(problems));
  return document as unknown as Document;
}

interface Document {
  readonly name: string;
  readonly title: string;
  readonly contents: {
    readonly nodes: Readonly<Record<string, Node>>;
    readonly output: Readonly<Record<string, string>>;
    readonly schema: {
      readonly input: Readonly<Record<string, JsonObject>>;
      readonly output: Readonly<Record<string, JsonObject>>;
    };
    readonly metadata: { readonly description?: string };
  };
}

interface Node {
  readonly type: string;
  readonly fields?: JsonObject;
  readonly metadata: { readonly position: { readonly x: number; readonly y: number } };
}

test("a whole document, key for key", () => {
  const { document, problems } = writeSaved(
    onePhoto,
    {
      title: "A photo",
      description: "A photo. Of anything.",
      input: {
        type: "object",
        properties: {
          prompt: { type: "string", description: "What to show" },
          seed: { type: "integer", default: 7 },
        },
        required: ["prompt"],
      },
      output: { type: "object", properties: { image: { type: "object" } } },
    },
    "ads/hero",
  );
  expect(problems).toEqual([{ kind: "input-default", field: "seed" }]);
  expect(JSON.stringify(document, undefined, 1)).toBe(
    JSON.stringify(
      {
        name: "ads-hero",
        title: "A photo",
        is_public: false,
        contents: {
          name: "workflow",
          version: "1",
          nodes: {
            photo: {
              id: "photo",
              type: "run",
              depends: ["input"],
              app: "fal-ai/flux/dev",
              input: { prompt: "$input.prompt" },
              metadata: { position: { x: 400, y: 0 } },
            },
            output: {
              id: "output",
              type: "display",
              depends: ["photo"],
              input: {},
              fields: { image: "$photo.images.0" },
              metadata: { position: { x: 800, y: 0 } },
            },
          },
          output: { image: "$photo.images.0" },
          schema: {
            input: {
              prompt: {
                name: "prompt",
                label: "Prompt",
                type: "string",
                description: "What to show",
                required: true,
                modelId: "photo",
              },
              seed: { name: "seed", label: "Seed", type: "number", required: true, defaultValue: 7 },
            },
            output: { image: { name: "image", label: "Image" } },
          },
          metadata: { input: { position: { x: 0, y: 0 } }, description: "A photo. Of anything." },
        },
      },
      undefined,
      1,
    ),
  );
});

describe("an output field", () => {
  test.each<[Json, string | undefined]>([
    ["$photo.images.0.url", undefined],
    ["$photo", undefined],
    ["$input", undefined],
    ["$input.prompt", undefined],
    ["noir", "a constant"],
    [7, "a constant"],
    [null, "a constant"],
    [["$photo.images.0.url"], "an array"],
    [[], "an array"],
    [{ image: "$photo.images.0.url" }, "an object"],
  ])("%j", (value, what) => {
    const graph = graphWith({ photo: [["input"], {}] }, { image: "$photo.images", field: value });
    const { document, problems } = writeSaved(graph, plain, "hero");
    expect(problems).toEqual(what === undefined ? [] : [{ kind: "output", field: "field", what }]);
    expect(document === undefined).toBe(what !== undefined);
  });

  test("all problems are reported at once, including the input's", () => {
    const graph = graphWith({ photo: [[], {}] }, { a: 1, image: "$photo.images", b: [] });
    const input: Schema = { properties: { size: { type: "object" } } };
    expect(writeSaved(graph, { ...plain, input }, "hero")).toEqual({
      document: undefined,
      problems: [
        { kind: "output", field: "a", what: "a constant" },
        { kind: "output", field: "b", what: "an array" },
        { kind: "input-type", field: "size" },
      ],
    });
  });
});

const strings = { kind: "list", elementType: "string" };

describe("the type of a field", () => {
  test.each<[Schema, unknown]>([
    [{ type: "string" }, "string"],
    [{ type: "string", enum: ["a", "b"] }, "string"],
    [{ enum: ["a", "b"] }, "string"],
    [{ const: "a" }, "string"],
    [{ type: "number" }, "number"],
    [{ type: "integer" }, "number"],
    [{ type: "boolean" }, "boolean"],
    [{ type: "array", items: { type: "string" } }, strings],
    [{ anyOf: [{ const: "a" }, { type: "string" }] }, "string"],
    [{ oneOf: [{ type: "integer" }, { type: "number" }] }, "number"],
    [{}, undefined],
    [{ enum: [1, 2] }, undefined],
    [{ enum: [] }, undefined],
    [{ type: "object" }, undefined],
    [{ type: "null" }, undefined],
    [{ type: ["string", "null"] }, undefined],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, undefined],
    [{ anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] }, undefined],
    [{ anyOf: [] }, undefined],
    [{ type: "array" }, undefined],
    [{ type: "array", items: { type: "number" } }, undefined],
    [{ type: "array", items: { type: "array", items: { type: "string" } } }, undefined],
    [{ type: "array", prefixItems: [{ type: "string" }], items: { type: "string" } }, undefined],
  ])("%j", (schema, type) => {
    expect(outputField("x", schema)).toEqual({ name: "x", label: "X", ...(type !== undefined && { type }) });
    const { problems } = writeSaved(onePhoto, { ...plain, input: { properties: { x: schema } } }, "hero");
    expect(problems).toEqual(type === undefined ? [{ kind: "input-type", field: "x" }] : []);
  });

  test("is unknown for an endlessly nested union", () => {
    let schema: Schema = { type: "string" };
    for (let depth = 0; depth < 100_000; depth += 1) schema = { anyOf: [schema] };
    expect(outputField("x", schema)).toEqual({ name: "x", label: "X" });
  });
});

describe("an input field", () => {
  test.each<[string, Schema, boolean, object]>([
    ["image_url", { type: "string" }, true, { label: "Image Url", required: true }],
    ["imageUrl", { type: "string" }, false, { label: "Image Url", required: false }],
    ["_", { type: "string" }, true, { label: "_", required: true }],
    ["x", { type: "string", title: "What to show" }, true, { label: "What to show", required: true }],
    // fal is not known to apply it, so the field must not be left out.
    ["x", { type: "string", default: "a" }, false, { label: "X", required: true, defaultValue: "a" }],
    ["x", { type: "string", default: "" }, false, { label: "X", required: true, defaultValue: "" }],
  ])("%s: %j", (name, schema, required, expected) => {
    expect(inputField(name, schema, required, undefined)).toEqual({ name, type: "string", ...expected });
  });

  test("names the first node that reads it, at any depth; none if only the output does", () => {
    const graph = graphWith(
      {
        first: [["input"], { tracks: [{ url: "$input.a.url" }], whole: "a $input.b" }],
        second: [["input"], { a: "$input.a", b: "$input.b" }],
      },
      { c: "$input.c", done: "$second.x", first: "$first.x" },
    );
    const text: Schema = { type: "string" };
    const properties = { a: text, b: text, c: text };
    const { contents } = documentOf(writeSaved(graph, { ...plain, input: { properties } }, "hero"));
    const models = Object.entries(contents.schema.input).map(([name, { modelId }]) => [name, modelId]);
    expect(models).toEqual([
      ["a", "first"],
      ["b", "second"],
      ["c", undefined],
    ]);
  });

  test("is read by a node that takes the whole input", () => {
    const graph = graphWith({ all: [["input"], { data: "$input" }] }, { x: "$all.x" });
    const { contents } = documentOf(
      writeSaved(graph, { ...plain, input: { properties: { a: { type: "string" } } } }, "hero"),
    );
    expect(contents.schema.input["a"]?.["modelId"]).toBe("all");
  });
});

test("nodes are placed left to right, one column after their last dependency", () => {
  const graph = graphWith(
    { a: [["input"], {}], b: [[], {}], c: [["a"], {}], d: [["c", "b"], {}], e: [["b"], {}] },
    { x: "$d.x" },
  );
  const { contents } = documentOf(writeSaved(graph, plain, "hero"));
  const places = Object.entries(contents.nodes).map(([id, node]) => {
    const { x, y } = node.metadata.position;
    return `${id} ${x} ${y}`;
  });
  expect(places).toEqual(["a 400 0", "b 400 200", "c 800 0", "d 1200 0", "e 800 200", "output 1600 0"]);
});

test("a chain of 10,000 nodes is laid out", () => {
  const nodes: Record<string, readonly [readonly string[], JsonObject]> = {};
  for (let index = 0; index < 10_000; index += 1)
    nodes[`n${index}`] = [index === 0 ? [] : [`n${index - 1}`], {}];
  const { contents } = documentOf(writeSaved(graphWith(nodes, { x: "$n9999.x" }), plain, "hero"));
  expect(contents.nodes["output"]?.metadata.position).toEqual({ x: 4_000_400, y: 0 });
});

test("a title is cut at 256 characters, and the description has it in full", () => {
  const title = "🪑".repeat(257);
  const cut = documentOf(writeSaved(onePhoto, { ...plain, title }, "hero"));
  expect([...cut.title]).toHaveLength(256);
  expect(cut.title.endsWith("🪑…")).toBe(true);
  expect(cut.contents.metadata.description).toBe(title);
  const fits = documentOf(writeSaved(onePhoto, { ...plain, title: "🪑".repeat(256) }, "hero"));
  expect(fits.title).toBe("🪑".repeat(256));
  expect(fits.contents.metadata.description).toBeUndefined();
});

test("folders become part of the name", () => {
  expect(savedName("hero")).toBe("hero");
  expect(savedName("ads/spring/hero_1")).toBe("ads-spring-hero_1");
  for (const name of ["", "café", "a b", "a.b", "a".repeat(129)]) expect(() => savedName(name)).toThrow();
});

test("a field called __proto__ is an ordinary field", () => {
  const fields = JSON.parse('{"__proto__": "$photo.images"}') as JsonObject;
  const { contents } = documentOf(writeSaved(graphWith({ photo: [[], {}] }, fields), plain, "hero"));
  expect(JSON.stringify(contents.output)).toBe('{"__proto__":"$photo.images"}');
  expect(Object.keys(contents.schema.output)).toEqual(["__proto__"]);
});

const cases = acceptedFixtures.map((name) => {
  const read = (file: string) =>
    JSON.parse(readFileSync(path.join(fixtureFolder(name), file), "utf8")) as unknown;
  const bare = read("expected.json") as Readonly<Record<string, Node>>;
  const schema = read("expected.schema.json") as WorkflowInterface;
  return { name, bare, schema, saved: writeSaved(graphOf(bare), schema, "hero") };
});
const sayable = cases.filter(({ saved }) => saved.document !== undefined);

test("some fixtures can be saved and some cannot", () => {
  expect(sayable.length).toBeGreaterThan(50);
  expect(cases.length - sayable.length).toBeGreaterThan(10);
});

test.each(cases)("$name: exactly the fields that are not references are reported", ({ bare, saved }) => {
  const fields = Object.entries(bare["output"]?.fields ?? {});
  const others = fields.filter(([, value]) => typeof value !== "string" || !value.startsWith("$"));
  const told = saved.problems.filter(({ kind }) => kind === "output");
  expect(told.map(({ field }) => field)).toEqual(others.map(([field]) => field));
  expect(saved.document === undefined).toBe(others.length > 0);
});

test.each(sayable)(
  "$name: the nodes are the graph's, and every reference leads somewhere",
  ({ bare, saved }) => {
    const { contents } = documentOf(saved);
    const { input: _, output, ...nodes } = bare;
    const { output: display, ...runs } = withoutPlaces(contents.nodes);
    expect(runs).toEqual(nodes);
    expect(display).toEqual({ ...output, input: {} });
    expect(contents.output).toEqual(output?.fields);
    expect(Object.keys(contents.schema.output)).toEqual(Object.keys(contents.output));

    const references = [...referencesIn([contents.nodes as unknown as Json, contents.output])];
    expect(references.length).toBeGreaterThan(0);
    for (const {
      root,
      path: [field],
    } of references) {
      const leads =
        root === "input" ? field === undefined || String(field) in contents.schema.input : root in runs;
      expect(leads, `$${root}.${field}`).toBe(true);
    }
    for (const { modelId } of Object.values(contents.schema.input)) {
      if (modelId !== undefined) expect(Object.keys(runs)).toContain(modelId);
    }
  },
);

function withoutPlaces(nodes: Document["contents"]["nodes"]): Record<string, object> {
  return Object.fromEntries(Object.entries(nodes).map(([id, { metadata: _, ...node }]) => [id, node]));
}

function* referencesIn(json: Json): Generator<NonNullable<ReturnType<typeof parseReference>>> {
  if (typeof json === "string") {
    const reference = parseReference(json);
    if (reference !== undefined) yield reference;
  } else if (typeof json === "object" && json !== null) {
    for (const value of Object.values(json)) yield* referencesIn(value);
  }
}
