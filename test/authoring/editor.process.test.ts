/** What an author's editor shows: readable names, doc comments, and exactly the one relevant error for a mistake. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { authoringProject } from "./project.ts";
import type { Editor } from "../bench/editor.ts";
import { openTypeScript6 } from "../bench/typescript-6.ts";
import { openTypeScript7, typescript7 } from "../bench/typescript-7.ts";

const workflow = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
export default async function poster({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, num_inference_steps: 20 });
  const large = await upscale({ image_url: photo.images[0].url });
  return { image: large.image };
}
`;

const mistakes: readonly (readonly [call: string, error: RegExp])[] = [
  [`model("fal-ai/flux/devv")`, /^TS2345: .*'"fal-ai\/flux\/devv"' is not assignable to .*'EndpointId'\.$/],
  [`model("me/unknown")`, /^TS2345: .*'"me\/unknown"' is not assignable to .*'EndpointId'\.$/],
  [`model("me/app", { input: z.object({}) })`, /'output' is missing/],
  [
    `flux({ promt: "" })`,
    /^TS2561: .*'EndpointInput<"fal-ai\/flux\/dev">'\. Did you mean to write 'prompt'\?$/,
  ],
  [
    `flux({ prompt: "", num_steps: 28 })`,
    /^TS2353: .*'num_steps' does not exist in type 'EndpointInput<"fal-ai/,
  ],
  [`upscale({})`, /Property 'image_url' is missing in type '\{\}'/],
  [`flux({ prompt: "", output_format: "jpg" })`, /Did you mean '"jpeg"'\?$/],
  [`flux({ prompt: "", seed: "7" })`, /^TS2322: Type 'string' is not assignable to type 'number'\.$/],
  [`upscale({ image_url: photo.images[0] })`, /^TS2322: Type 'Image' is not assignable to type 'string'\.$/],
  [`photo.image`, /^TS2551: .*'EndpointOutput<"fal-ai\/flux\/dev">'\. Did you mean 'images'\?$/],
  [`flux({ prompt: "" }, { ids: "x" })`, /^TS2353: .*'ids' does not exist in type 'CallOptions'\.$/],
];

const mistaken = `import { model, type EndpointOutput } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev"), upscale = model("fal-ai/clarity-upscaler");
declare const photo: EndpointOutput<"fal-ai/flux/dev">;
${mistakes.map(([call]) => `void ${call};`).join("\n")}
`;

/** Has no mistake. A document of fal's may contain a recursive type. */
const declared = `import { model } from "falc";
interface Tree { name: string; children: Tree[] }
type Json = string | Json[] | { [key: string]: Json };
declare module "falc" {
  interface DeclaredEndpoints {
    "me/tree": { input: { tree: Tree; json: Json }; output: { tree: Tree; json: Json } };
    "fal-ai/wizper": { input: { mine: string }; output: { own: number } };
  }
}
export async function calls(tree: Tree): Promise<[string, number]> {
  const grown = await model("me/tree")({ tree, json: [{ a: "b" }] });
  return [grown.tree.children[0].name, (await model("fal-ai/wizper")({ mine: "" })).own];
}
`;

const folder = authoringProject({
  "poster.ts": workflow,
  "mistaken.ts": mistaken,
  "declared.ts": declared,
});
const file = path.join(folder, "poster.ts");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["TypeScript 6", () => Promise.resolve(openTypeScript6(folder))],
  ["TypeScript 7", () => openTypeScript7(folder)],
])("%s", (name, open) => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await open();
  });
  beforeEach(() => editor.write(file, workflow));
  afterAll(() => editor.close());

  const hover = (place: string) => editor.hover(file, workflow.indexOf(place));

  test("names are short", async () => {
    expect(await hover("flux =")).toContain('const flux: ModelOf<"fal-ai/flux/dev">');
    expect(await hover("flux({")).toContain(
      '(input: EndpointInput<"fal-ai/flux/dev">, options?: CallOptions)',
    );
    expect(await hover("photo =")).toContain('const photo: EndpointOutput<"fal-ai/flux/dev">');
    expect(await hover("large =")).toContain('const large: EndpointOutput<"fal-ai/clarity-upscaler">');
    expect(await hover("images[0]")).toContain("images: Image[]");
  });

  test("doc comments are shown", async () => {
    const steps = await hover("num_inference_steps");
    expect(steps).toContain("num_inference_steps?: number | undefined");
    expect(steps).toContain("The number of inference steps to perform. Default value: `28`");
    expect(await hover("images[0]")).toContain("The URLs of the generated images.");
    expect(await hover("url });")).toContain("The URL where the file can be downloaded from.");
    const url = await hover("image_url");
    expect(url).toContain("image_url: string");
    // TypeScript 7.0 shows no doc comments of mapped types, which inputs with files are.
    if (name === "TypeScript 6") expect(url).toContain("The URL of the image to upscale.");
  });

  test("input keys and endpoints are completed", async () => {
    const typing = workflow.replace("20 }", "20, }").replace('"fal-ai/clarity-upscaler"', '"fal"');
    editor.write(file, typing);
    expect(await editor.complete(file, typing.indexOf("20, }") + 4)).toContainEqual(
      expect.stringMatching(/^guidance_scale\??$/),
    );
    const ids = await editor.complete(file, typing.indexOf('"fal")') + 4);
    expect(ids.length).toBeGreaterThan(1200);
    expect(ids).toContain("fal-ai/text-concat");
  });
});

test.each([
  ["TypeScript 7", [typescript7]],
  ["TypeScript 6", [process.execPath, "node_modules/typescript-6/lib/tsc.js"]],
  ["TypeScript 5.9", [process.execPath, "node_modules/typescript-5/lib/tsc.js"]],
])("%s says what is wrong, once for each mistake", (_, [command = "", ...args]) => {
  const { stdout } = spawnSync(command, [...args, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  // The first line of an error has its location; indented lines after it give the reason.
  const errors = stdout.trimEnd().split(/\n(?! )/);
  const first = mistaken.split("\n").findIndex((line) => line.startsWith("void ")) + 1;
  expect(errors.map((error) => Number(/mistaken\.ts\((\d+),/.exec(error)?.[1]) - first)).toEqual([
    ...mistakes.keys(),
  ]);
  for (const [index, error] of errors.entries())
    expect(error.replace(/^.*?: error /, "")).toMatch(mistakes[index]?.[1] ?? "");
  expect(stdout).not.toContain("No overload");
});
