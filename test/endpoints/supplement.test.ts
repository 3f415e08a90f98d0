import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { NamedSchema } from "../../src/endpoints/build/named-schema.ts";
import { parseTypes } from "../../src/endpoints/build/parse-types.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { supplement } from "../../src/endpoints/supplement.ts";
import { TestProject } from "../support/project.ts";

const source = new URL("../../src/endpoints/supplement-types.ts", import.meta.url);
const { types } = parseTypes(readFileSync(source, "utf8"));
const map = types.get("SupplementTypeMap")?.properties ?? {};

describe("the supplement", () => {
  test("has the endpoints of SupplementTypeMap", () => {
    expect(supplement.map(({ id }) => id)).toEqual(Object.keys(map));
  });

  test.each(supplement.map((endpoint) => [endpoint.id, endpoint] as const))(
    "%s is as its types say",
    (id, endpoint) => {
      expect(shapeOf(endpoint.input)).toEqual(shapeOf(map[id]?.properties?.["input"]));
      expect(shapeOf(endpoint.output)).toEqual(shapeOf(map[id]?.properties?.["output"]));
    },
  );

  test("has no endpoint that the client has by now", () => {
    const catalog = openCatalog();
    for (const endpoint of supplement) expect(catalog.find(endpoint.id)).toBe(endpoint);
  });
});

test("every endpoint compiles without a warning, and the emulator answers it", async () => {
  const project = new TestProject({ "workflows/all.ts": all });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0, err: "" });
  const graph = JSON.parse(project.read("dist-workflows/all.json")) as Record<string, { app?: string }>;
  const called = Object.values(graph).flatMap(({ app }) => app ?? []);
  expect([...new Set(called)].sort()).toEqual(supplement.map(({ id }) => id).sort());

  const { code, out, err } = await project.falc(["run", "all", "--prompt", "a chair"]);
  expect({ code, err }).toMatchObject({ code: 0 });
  const image = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/.*\.(png|jpe?g)$/) as unknown;
  const said = expect.stringMatching(/^emulated answer of fal-ai\/any-llm.* to: a chair, wooden$/) as unknown;
  expect(JSON.parse(out)).toEqual({ said, seen: said, edges: image, lines: image, crop: image });
});

const all = `import { model } from "falc";

const draw = model("openai/gpt-image-2");
const vector = model("fal-ai/recraft-v3");
const pick = model("fal-ai/workflow-utilities/pick-image-by-index");
const crop = model("fal-ai/workflow-utilities/crop-image");
const ask = model("fal-ai/any-llm");
const look = model("fal-ai/any-llm/vision");
const edges = model("fal-ai/imageutils/canny");
const lines = model("fal-ai/workflowutils/canny");
const concat = model("fal-ai/text-concat");
const merge = model("fal-ai/workflow-utilities/merge-text");

export default async function all({ prompt }: { prompt: string }) {
  const wooden = await concat({ text1: prompt, text2: ", wooden" });
  const merged = await merge({ texts: [prompt, "wooden"], separator: ", " });
  const drawn = await draw({ prompt: wooden.results, image_size: "square_hd", quality: "high" });
  const traced = await vector({ prompt: merged.text, image_size: { width: 64, height: 64 }, style: "any" });
  const picked = await pick({ image_urls: [drawn.images[0].url, traced.images[0].url], index: 2 });
  const part = await crop({ image_url: picked.image.url, width_percent: 50 });
  const said = await ask({ prompt: wooden.results, model: "google/gemini-flash-1.5", system_prompt: "Be brief." });
  const seen = await look({ prompt: merged.text, image_urls: [picked.images[0].url] });
  const one = await edges({ image_url: part.image.url, low_threshold: 50, high_threshold: 200 });
  const other = await lines({ image_url: part.image.url });
  return {
    said: said.output,
    seen: seen.output,
    edges: one.image.url,
    lines: other.image.url,
    crop: part.image.url,
  };
}
`;

/** What a TypeScript type can also express: names, types, choices, defaults, and which fields are required. */
function shapeOf(schema: Schema | NamedSchema = {}): unknown {
  if ("$ref" in schema && schema.$ref !== undefined) return shapeOf(types.get(schema.$ref));
  const { type, enum: choices, default: otherwise, properties = {}, required = [], items, anyOf } = schema;
  const shapes = Object.entries(properties).map(([name, field]) => [name, shapeOf(field)]);
  return {
    type: type === "integer" ? "number" : type,
    choices,
    otherwise,
    required,
    isOpen: schema.additionalProperties !== undefined,
    properties: Object.fromEntries(shapes) as unknown,
    ...(items && { items: shapeOf(items) }),
    ...(anyOf && { anyOf: anyOf.map(shapeOf) }),
  };
}
