/** Rewrites are made of whatever stands around a problem: of any syntax something is made, or nothing, and never a crash. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Module } from "../src/compiler/1-parse/module.ts";
import { makers, rewriteOf } from "../src/compiler/rewrites/table.ts";
import { ts, type TS } from "../src/compiler/typescript.ts";
import type { DiagnosticCode } from "../src/diagnostics/diagnostic.ts";
import { compileText } from "./compile-source.ts";

const root = fileURLToPath(new URL("../src/diagnostics/examples/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.includes("source-too-deep"),
);

/** What any row may ask for, with names that are no identifiers. */
const facts = {
  field: "a(b", example: '""', operator: "*", name: "x[", keys: ["a", "b c"], nearest: "y", rewrite: "z()", what: "a string",
  text: "t", method: "map", key: "k", path: "p.q",
}; // prettier-ignore

function moduleOf(file: string): Module {
  const text = readFileSync(root + file, "utf8");
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  return { path: file, source: { path: file, text }, tree, imports: new Map() };
}

test("of every node of every example, for every code", () => {
  const codes = Object.keys(makers) as DiagnosticCode[];
  let made = 0;
  for (const file of files) {
    const module = moduleOf(file);
    const visit = (node: TS.Node): void => {
      // A problem is about something in the file, never about the file itself.
      if (node !== module.tree) {
        for (const code of codes) {
          const rewrite = rewriteOf(code, node, module, facts as never, undefined);
          if (rewrite !== undefined) made++;
          if (rewrite?.includes("undefined: ")) throw new Error(`${code} in ${file}: ${rewrite}`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(module.tree);
  }
  expect(files.length).toBeGreaterThan(150);
  expect(made).toBeGreaterThan(10_000);
});

const head = `import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
`;

function workflow(body: string, parameters: string, top = ""): string {
  return `${head}${top}\nexport default async function shot(${parameters}) {\n  ${body}\n}\n`;
}

const end = "const photo = await flux({ prompt });\n  return { image: photo.images[0].url };";

/** Name → source, and the first diagnostic's rewrite. */
const cases: Readonly<Record<string, readonly [string, string]>> = {
  "a condition that a model decides ends the workflow": [
    workflow(
      `const photo = await flux({ prompt });
  if (photo.has_nsfw_concepts[0]) return { image: "none" };
  return { image: photo.images[0].url };`,
      "{ prompt }: { prompt: string }",
    ),
    `// end here; the caller decides, and runs the workflow that goes on
return { has_nsfw_concepts: photo.has_nsfw_concepts[0] };`,
  ],
  "a comparison becomes a flag": [
    workflow(
      `const view = size === "wide" ? "panorama" : "portrait";
  const photo = await flux({ prompt: view });
  return { image: photo.images[0].url };`,
      "{ size }: { size: string }",
    ),
    `// the decision is a parameter with a known value; each case is a workflow, in a file of its own
async function shot({ size }: { size: string }, isWide: boolean) {
  const view = isWide ? "panorama" : "portrait";

export default async function shotIsWide(input: { size: string }) {
  return shot(input, true);
}`,
  ],
  "a switch becomes a parameter": [
    workflow(
      `switch (size) { case "wide": return { image: "none" }; }\n  ${end}`,
      "{ prompt, size }: { prompt: string; size: string }",
    ),
    `// the decision is a parameter with a known value; each case is a workflow, in a file of its own
async function shot({ prompt }: { prompt: string }, size: string) {

export default async function shotSize(input: { prompt: string }) {
  return shot(input, "wide");
}`,
  ],
  "a fallback for a text becomes a choice": [
    workflow(
      `const photo = await flux({ prompt: prompt || "a chair" });\n  return { image: photo.images[0].url };`,
      "input: { prompt: string }",
    ).replace("prompt ||", "input.prompt ||"),
    `// the decision is a parameter with a known value; each case is a workflow, in a file of its own
async function shot(input: { prompt: string }, hasPrompt: boolean) {
  const photo = await flux({ prompt: hasPrompt ? input.prompt : "a chair" });

export default async function shotHasPrompt(input: { prompt: string }) {
  return shot(input, true);
}`,
  ],
  "a constant is followed to the input": [
    workflow(
      `const big = large;\n  if (big) return { image: "none" };\n  ${end}`,
      "{ prompt, large }: { prompt: string; large: boolean }",
    ),
    `// the decision is a parameter with a known value; each case is a workflow, in a file of its own
async function shot({ prompt }: { prompt: string }, large: boolean) {
  if (large) return { image: "none" };

export default async function shotLarge(input: { prompt: string }) {
  return shot(input, true);
}`,
  ],
  "what decides in a helper is decided where it is called": [
    workflow(
      `const image = await make(prompt, large);\n  return { image };`,
      "{ prompt, large }: { prompt: string; large: boolean }",
      `async function make(text: string, big: boolean) {\n  return flux({ prompt: big ? text : "small" });\n}`,
    ),
    `// a known value here, and a workflow per case\nconst image = await make(prompt, true);`,
  ],
  "arithmetic is done before the run": [
    workflow(
      `const photo = await flux({ prompt, num_inference_steps: quality * 10 });\n  return { image: photo.images[0].url };`,
      "{ prompt, quality }: z.infer<typeof input>",
      `export const input = z.object({\n  prompt: z.string(),\n  quality: z.number(),\n});`,
    ),
    `export const input = z.object({
  prompt: z.string(),
  quality: z.number(),
  num_inference_steps: z.number(),
});

export default async function shot({ prompt, quality, num_inference_steps }: z.infer<typeof input>) {`,
  ],
  "a promise in a short field keeps the field's name": [
    workflow(
      `const image_url = flux({ prompt });\n  const large = await upscale({ image_url });\n  return { image: large.image.url };`,
      "{ prompt }: { prompt: string }",
    ),
    "const large = await upscale({ image_url: await image_url });",
  ],
  "a result is spread field by field": [
    workflow(
      `const photo = await upscale({ image_url: prompt });\n  return { ...photo };`,
      "{ prompt }: { prompt: string }",
    ),
    "return { image: photo.image, seed: photo.seed, timings: photo.timings };",
  ],
  "the environment is passed in, from a file's top level too": [
    workflow(end, "{ prompt }: { prompt: string }", "const region = process.env.REGION;"),
    "export default async function shot({ prompt, region }: { prompt: string; region: string }) {",
  ],
  "a name that is taken is not taken again": [
    workflow(
      `const photo = await flux({ prompt: process.env.PROMPT });\n  return { prompt, photo };`,
      "{ prompt }: { prompt: string }",
    ),
    "",
  ],
};

describe("in detail", () => {
  test.each(Object.entries(cases))("%s", (_, [source, rewrite]) => {
    const [first] = compileText(source).diagnostics;
    expect(first?.rewrite ?? "").toBe(rewrite);
  });
});
