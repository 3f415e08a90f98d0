/**
 * Endpoints that fal's client does not know, end to end: one that the project declares in `workflows/models/`, and
 * one of the supplement. Their inputs are checked, the emulator answers them, and `falc verify` compares function and
 * graph.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { printDeclaration } from "../../src/endpoints/declaration.ts";
import type { Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { TestProject } from "../support/project.ts";

const index = JSON.stringify(
  pathToFileURL(fileURLToPath(new URL("../../src/index.ts", import.meta.url))).href,
);
const text: Schema = { type: "string" };

const poster: Endpoint = {
  id: "me/poster/maker",
  input: {
    type: "object",
    properties: {
      title: text,
      num_images: { type: "integer", minimum: 1, maximum: 4, default: 2 },
      image_size: { type: "string", enum: ["square", "portrait_16_9"], default: "square" },
    },
    required: ["title"],
  },
  output: {
    type: "object",
    properties: {
      images: {
        type: "array",
        items: {
          type: "object",
          properties: { url: text, width: { type: "integer" }, height: { type: "integer" } },
          required: ["url", "width", "height"],
        },
      },
      seed: { type: "integer" },
    },
    required: ["images", "seed"],
  },
};

const workflow = (body: string) => `import { model } from "falc";
const poster = model("me/poster/maker");
const crop = model("fal-ai/workflow-utilities/crop-image");
export default async function show({ title }: { title: string }) {
  ${body}
}
`;

const good = workflow(`const made = await poster({ title });
  const middle = await crop({ image_url: made.images[1].url, x_percent: 25, y_percent: 25, width_percent: 50, height_percent: 50 });
  return { ...made, first: { ...made.images[0]! }, middle: middle.image.url };`);

function projectWith(source: string, declared = printDeclaration(poster)): TestProject {
  return new TestProject({
    "package.json": '{ "type": "module" }',
    "node_modules/falc/package.json": '{ "name": "falc", "type": "module", "exports": "./index.ts" }',
    "node_modules/falc/index.ts": `export * from ${index};\n`,
    "workflows/models/me/poster/maker.json": declared,
    "workflows/show.ts": source,
  });
}

describe("a declared endpoint and one of the supplement", () => {
  test("compile, and the declared result is expanded", async () => {
    const project = projectWith(good);
    const { code, err } = await project.falc(["compile"]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(err).not.toMatch(/warning|unknown/);
    expect(JSON.parse(project.read("dist-workflows/show.json"))).toMatchObject({
      made: { app: "me/poster/maker", input: { title: "$input.title" } },
      middle: { app: "fal-ai/workflow-utilities/crop-image", input: { image_url: "$made.images.1.url" } },
      output: {
        fields: {
          images: "$made.images",
          seed: "$made.seed",
          first: {
            url: "$made.images.0.url",
            width: "$made.images.0.width",
            height: "$made.images.0.height",
          },
        },
      },
    });
  });

  test("are answered by the emulator, with the defaults of the declaration", async () => {
    const project = projectWith(good);
    await project.falc(["compile"]);
    const { code, out, err } = await project.falc(["run", "show", "--title", "Chairs"]);
    expect({ code, err }).toMatchObject({ code: 0 });
    const output = JSON.parse(out) as unknown;
    expect(output).toMatchObject({
      images: [
        { width: 512, height: 512 },
        { width: 512, height: 512 },
      ],
      first: { width: 512, height: 512 },
      middle: expect.stringMatching(/^https?:/) as unknown,
    });
  });

  test("are verified", async () => {
    const { code, out, err } = await projectWith(good).falc(["verify", "show"]);
    expect({ code, out, err }).toMatchObject({ code: 0 });
  });

  test.each([
    ["a field it does not take", `await poster({ title, nummer: 1 });`, "field-unknown", "nummer"],
    ["a field that is missing", `await poster({});`, "field-missing", "title"],
    ["a value out of range", `await poster({ title, num_images: 5 });`, "field-", "num_images"],
    ["a wrong type", `await poster({ title: 3 as never });`, "field-type", "title"],
    ["a path that is not there", `return { a: (await poster({ title })).image };`, "path-missing", "images"],
    ["a wrong type of the supplement's", `await crop({ image_url: 3 as never });`, "field-type", "image_url"],
    [
      "a percentage of the supplement's",
      `await crop({ image_url: title, x_percent: 101 });`,
      "field-",
      "x_percent",
    ],
    [
      "a spread of the supplement's",
      `return { ...(await crop({ image_url: title })) };`,
      "spread-unknown",
      "...(await crop",
    ],
  ])("%s is refused", async (_, body, found, word) => {
    const { code, err, out } = await projectWith(workflow(`${body}\n  return { title };`)).falc(["compile"]);
    expect(code).toBe(1);
    expect(out + err).toContain(found);
    expect(out + err).toContain(`\`${word}`);
  });
});

test("an invalid declaration is reported, and nothing is compiled without it", async () => {
  const { code, err } = await projectWith(good, '{ "id": "me/other" }').falc(["compile"]);
  expect(code).toBe(1);
  expect(err).toContain("workflows/models/me/poster/maker.json");
});
