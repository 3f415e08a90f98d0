/** Programs with a problem, and the expected result of its rewrite: see `compiler/propose/rewrites-applied.test.ts`. */
import type { DiagnosticCode } from "../../../src/diagnostics/diagnostic.ts";

export interface RewriteCase {
  readonly code: DiagnosticCode;
  /**
   * `same`: once applied, the program compiles and behaves as before. `keeps`: it compiles, with another interface or
   * as the note says, and its graph matches it. `removes`: this problem is gone; others remain. `words`: no rewrite.
   */
  readonly kind: "same" | "keeps" | "removes" | "words";
  readonly source: string;
  /** Besides `main.ts`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Which of the code's reports, from 0. */
  readonly nth?: number;
  /** Parts of the printed rewrite, or of the words. */
  readonly prints?: readonly string[];
}

const head = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const kontext = model("fal-ai/flux-pro/kontext");
const esrgan = model("fal-ai/esrgan");
`;

const zod = `import { z } from "zod";\n`;

/** A workflow with this body; `top` is placed above it. */
function w(body: string, parameters = "{ prompt }: { prompt: string }", top = ""): string {
  return `${head}${top}\nexport default async function shot(${parameters}) {\n  ${body}\n}\n`;
}

/** A workflow that clones a voice and uses one. */
function voice(body: string): string {
  return w(
    body,
    "{ audio_url, text }: { audio_url: string; text: string }",
    `const clone = model("fal-ai/minimax/voice-clone");
const speak = model("fal-ai/minimax/speech-02-hd");`,
  );
}

const url = "return { url: r.images[0].url };";

/** A workflow that sends a size. `before`: statements above the call. */
function sized(before: string, size: string, top = "", prompt = "prompt"): string {
  return w(
    `${before}\n  const r: any = await flux({ prompt: ${prompt}, image_size: ${size} } as never);\n  ${url}`,
    undefined,
    top,
  );
}
const photo = `const r = await flux({ prompt });\n  ${url}`;

type Row = readonly [name: string, source: string, ...prints: readonly string[]];

function rows(
  code: DiagnosticCode,
  kind: RewriteCase["kind"],
  ...given: readonly Row[]
): readonly (readonly [string, RewriteCase])[] {
  return given.map(([name, source, ...prints]) => [`${code}: ${name}`, { code, kind, source, prints }]);
}

export const cases: Readonly<Record<string, RewriteCase>> = Object.fromEntries([
  // How many items a list has.
  ...rows(
    "method-on-reference",
    "keeps",
    [
      "length of what was asked for",
      w(
        `const r = await flux({ prompt, num_images: 4 });\n  return { url: r.images[0].url, n: r.images.length };`,
      ),
      "n: 4",
    ],
    [
      "length by default",
      w(`const r = await flux({ prompt });\n  return { url: r.images[0].url, n: r.images.length };`),
      "n: 1",
      "// fal-ai/flux/dev returns one result, because num_images is not set",
    ],
    [
      "map with one image",
      w(`const r = await flux({ prompt });\n  return { urls: r.images.map((i) => i.url) };`),
      "[r.images[0]].map",
    ],
    [
      "slice",
      w(`const r = await flux({ prompt, num_images: 1 });\n  return { some: r.images.slice(0, 2) };`),
      "[r.images[0]].slice(0, 2)",
    ],
    [
      "at from the end",
      w(`const r = await flux({ prompt, num_images: 1 });\n  return { last: r.images.at(-1)!.url };`),
      "last: r.images[0]!.url",
    ],
    [
      "trim",
      w(`const r = await flux({ prompt: prompt.trim() });\n  ${url}`),
      "flux({ prompt: prompt })",
      "// apply .trim() before the run",
    ],
    [
      "trim of a longer path",
      w(`const r = await flux({ prompt: input.prompt.trim() });\n  ${url}`, "input: { prompt: string }"),
      "prompt: input.prompt",
    ],
    [
      "a text's slice",
      w(`const r = await flux({ prompt: prompt.slice(0, 100) });\n  ${url}`),
      ".slice(0, 100) before the run",
    ],
    [
      "in a template over lines",
      w(
        "const r = await flux({\n    prompt: `A poster.\n      It says ${prompt.trim()}.\n      In red.`,\n  });\n  " +
          url,
      ),
      "prompt: `A poster.\n  It says ${prompt}.",
    ],
    [
      "zod's text",
      `${zod}${w(`const r = await flux({ prompt: prompt.toUpperCase() });\n  ${url}`, "{ prompt }: z.infer<typeof input>", "export const input = z.object({ prompt: z.string() });")}`,
      "prompt: prompt",
    ],
    [
      "what is returned",
      w(`const r = await flux({ prompt });\n  return { text: r.prompt.trim() };`),
      "text: r.prompt",
      "// apply .trim() after the run",
    ],
  ),
  ...rows(
    "method-on-reference",
    "removes",
    [
      "a length compared",
      w(
        `const r = await flux({ prompt, num_images: 4 });\n  if (r.images.length === 0) throw new Error("nothing");\n  ${url}`,
      ),
      "if (4 === 0)",
    ],
    [
      "map over four",
      w(`const r = await flux({ prompt, num_images: 4 });\n  return { urls: r.images.map((i) => i.url) };`),
      "[r.images[0], r.images[1], r.images[2], r.images[3]]",
    ],
  ),
  ...rows(
    "method-on-reference",
    "words",
    ["a text's length", w(`if (prompt.length > 1000) throw new Error("long");\n  ${photo}`)],
    [
      "an input list",
      w(
        `const rs = await Promise.all(prompts.map((prompt) => flux({ prompt })));\n  return { a: rs[0].images[0].url };`,
        "{ prompts }: { prompts: string[] }",
      ),
      "a separate field for each element",
    ],
    [
      "join of an input list",
      w(`const r = await flux({ prompt: words.join(" ") });\n  ${url}`, "{ words }: { words: string[] }"),
    ],
    ["split", w(`const words = prompt.split(" ");\n  const r = await flux({ prompt: words[0] });\n  ${url}`)],
    [
      "some of what a model gives",
      w(
        `const r = await flux({ prompt });\n  if (r.has_nsfw_concepts.some(Boolean)) throw new Error("no");\n  ${url}`,
      ),
    ],
    [
      "a number of images that only the run knows",
      w(
        `const r = await flux({ prompt, num_images: n });\n  return { n: r.images.length };`,
        "{ prompt, n }: { prompt: string; n: number }",
      ),
    ],
    [
      "a text between two models",
      w(
        `const r = await flux({ prompt });\n  const k = await kontext({ prompt: r.prompt.trim(), image_url: r.images[0].url });\n  return { url: k.images[0].url };`,
      ),
    ],
    [
      "in a helper",
      w(
        `const r = await flux({ prompt: tidy(prompt) });\n  ${url}`,
        undefined,
        "const tidy = (text: string) => text.trim();",
      ),
    ],
  ),
  ...rows("loop-unknown", "removes", [
    "over four images",
    w(
      `const r = await flux({ prompt, num_images: 4 });\n  const big = [];\n  for (const { url } of r.images) big.push(await esrgan({ image_url: url }));\n  return { big };`,
    ),
    "of [r.images[0], r.images[1], r.images[2], r.images[3]])",
  ]),
  ...rows("loop-unknown", "keeps", [
    "over one image",
    w(
      `const r = await flux({ prompt });\n  const big = [];\n  for (const { url } of r.images) {\n    big.push((await esrgan({ image_url: url })).image.url);\n  }\n  return { big };`,
    ),
    "of [r.images[0]])",
  ]),
  ...rows(
    "loop-unknown",
    "words",
    [
      "over the input",
      w(
        `const all = [];\n  for (const prompt of prompts) all.push((await flux({ prompt })).images[0].url);\n  return { all };`,
        "{ prompts }: { prompts: string[] }",
      ),
      "a separate field for each element",
    ],
    [
      "as many as the input says",
      w(
        `const r = await flux({ prompt, num_images: n });\n  const all = [];\n  for (const { url } of r.images) all.push(url);\n  return { all };`,
        "{ prompt, n }: { prompt: string; n: number }",
      ),
      "as many as the call returns",
    ],
    [
      "of an endpoint that takes no number",
      w(
        `const r = await model("fal-ai/ffmpeg-api/extract-frame")({ video_url: prompt });\n  const all = [];\n  for (const { url } of r.images) all.push(url);\n  return { all };`,
      ),
      "as many as the call returns",
    ],
  ),
  ...rows("spread-unknown", "keeps", [
    "a list of images",
    w(`const r = await flux({ prompt });\n  return { all: [...r.images] };`),
    "[r.images[0]]",
  ]),
  ...rows(
    "whole-optional",
    "keeps",
    [
      "a spread",
      w(`const r = await flux({ prompt });\n  return { ...r.images[0], prompt };`),
      "url: r.images[0].url, prompt",
    ],
    [
      "a whole item",
      w(`const r = await flux({ prompt });\n  return r.images[0];`),
      "{ url: r.images[0].url }",
    ],
    [
      "a rest",
      w(
        `const made = await app({ prompt });\n  const { text, ...rest } = made;\n  return { text, rest };`,
        undefined,
        `const app = model<{ prompt: string }, { text: string; image: { url: string }; seed?: number }>("me/app");`,
      ),
      "const { text } = made, rest = { image: made.image };",
    ],
    [
      "what is returned at once",
      w(
        `return app({ prompt });`,
        undefined,
        `const app = model<{ prompt: string }, { text: string; seed?: number }>("me/app");`,
      ),
      "const result = await app({ prompt });",
      "return { text: result.text };",
    ],
    [
      "an arrow's value",
      `${head}const shot = async (prompt: string) => (await flux({ prompt })).images[0];
export default async ({ prompt }: { prompt: string }) => {
  const image = await shot(prompt);
  return image;
};
`,
      "return { url: image.url };",
    ],
    [
      "an item",
      w(
        `const made = await app({ prompt });\n  return { first: { ...made.items[0] } };`,
        undefined,
        `const app = model<{ prompt: string }, { items: { url: string }[] }>("me/app");`,
      ),
      "...made.items[0]!",
    ],
  ),
  ...rows("whole-optional", "words", [
    "nothing that is always there",
    w(
      `const made = await app({ prompt });\n  return made;`,
      undefined,
      `const app = model<{ prompt: string }, { text?: string }>("me/app");`,
    ),
    "always present",
  ]),
  ...rows(
    "key-order-unknown",
    "keeps",
    [
      "keys",
      w(`const r = await flux({ prompt });\n  return { keys: Object.keys({ ...r, note: "x" }) };`),
      '"timings", "note"',
    ],
    [
      "for in",
      w(
        `const r = await flux({ prompt });\n  const keys: string[] = [];\n  for (const key in r) keys.push(key);\n  return { keys };`,
      ),
      "const key of [",
    ],
  ),
  ...rows("key-order-unknown", "words", [
    "values",
    w(`const r = await flux({ prompt });\n  return { all: Object.values({ ...r }) };`),
    "List the keys in the order you want",
  ]),
  // Conditions.
  ...rows(
    "condition-unknown",
    "keeps",
    [
      "a boolean",
      w(
        `const r = await flux({ prompt: large ? \`large \${prompt}\` : prompt });\n  ${url}`,
        "{ prompt, large }: { prompt: string; large: boolean }",
      ),
      "large: boolean",
      "shotLarge",
      "return shot({ prompt }, true);",
    ],
    [
      "a named type",
      w(
        `const r = await flux({ prompt: large ? \`large \${prompt}\` : prompt });\n  ${url}`,
        "{ prompt, large }: { prompt: string; large: Flag }",
        `type Flag = boolean;`,
      ),
      "large: boolean",
      "return shot({ prompt }, true);",
    ],
    [
      "a boolean by input",
      w(
        `if (input.large) return { url: (await flux({ prompt: "big" })).images[0].url };\n  const r = await flux({ prompt: input.prompt });\n  ${url}`,
        "input: { prompt: string; large: boolean }",
      ),
      "if (large)",
    ],
    [
      "a switch",
      w(
        `const r = await flux({ prompt });\n  switch (mode) {\n    case "draft":\n      return { url: r.images[0].url };\n    case "final":\n      return { url: (await esrgan({ image_url: r.images[0].url, scale: 2 })).image.url };\n    default:\n      return { url: (await esrgan({ image_url: r.images[0].url, scale: 4 })).image.url };\n  }`,
        `{ prompt, mode }: { prompt: string; mode: "draft" | "final" | "huge" }`,
      ),
      'export async function shot({ prompt }: { prompt: string }, mode: "draft" | "final" | "huge")',
      "main-final.ts",
      "main-huge.ts",
      `return shot({ prompt }, "huge");`,
    ],
    [
      "whether there is a text",
      w(
        `let picture;\n  if (photo_url) {\n    picture = await kontext({ prompt, image_url: photo_url });\n  } else {\n    picture = await flux({ prompt });\n  }\n  return { url: picture.images[0].url };`,
        `{ prompt, photo_url = "" }: { prompt: string; photo_url?: string }`,
      ),
      "hasPhoto_url: boolean",
      `photo_url: "" }, false)`,
    ],
    [
      "a text in a text, beside a default",
      w(
        'const r = await flux({ prompt: `${prompt}, ${style} ${extra ? `and ${extra}` : ""}` });\n  ' + url,
        `{ prompt, style = "photo", extra }: { prompt: string; style?: string; extra: string }`,
      ),
      `{ prompt, style = "photo", extra }: { prompt: string; style?: string; extra: string }) {\n  return shot({ prompt, style, extra }, true);`,
    ],
    [
      "a text or another",
      w(`const r = await flux({ prompt: title || "a chair" });\n  ${url}`, "{ title }: { title: string }"),
      `hasTitle ? title : "a chair"`,
    ],
    [
      "whether a helper's parameter is given",
      w(
        `const a = await draw(prompt);\n  const b = await draw(prompt, a);\n  return { a, b };`,
        undefined,
        `async function draw(prompt: string, parent?: string) {\n  if (parent) return (await kontext({ prompt, image_url: parent })).images[0].url;\n  return (await flux({ prompt })).images[0].url;\n}`,
      ),
      "if (parent !== undefined)",
    ],
    [
      "whether a helper's parameter of a type by name is given",
      w(
        `const a = await draw(prompt);\n  const b = await draw(prompt, a);\n  return { a, b };`,
        undefined,
        `type NumberedAddress = string;\nasync function draw(prompt: string, parent?: /* no boolean */ NumberedAddress) {\n  if ((parent)) return (await kontext({ prompt, image_url: parent })).images[0].url;\n  return (await flux({ prompt })).images[0].url;\n}`,
      ),
      "parent !== undefined",
    ],
    [
      "a boolean beside a type of the library",
      w(
        `const r = await flux({ prompt: large ? prompt : "a chair" });\n  return { url: r.images[0].url, tags };`,
        `{ prompt, tags, large }: { prompt: string; tags: Readonly<{ a: string }>; large: boolean }`,
      ),
      "main-not-large.ts",
    ],
    [
      "a boolean parameter of a helper, by an alias",
      w(
        `const r = await flux({ prompt: label(large) });\n  ${url}`,
        "{ large }: { large: boolean }",
        `type Flag = boolean;\nfunction label(big?: Flag) {\n  return big ? "big" : "small";\n}`,
      ),
      "large: boolean",
    ],
    [
      "a field with a key in quotes",
      w(
        `const r = await flux({ prompt: large ? prompt : "a chair" });\n  ${url}`,
        `{ prompt, large }: { "prompt": string; "large": boolean }`,
      ),
      `{ prompt }: { "prompt": string }`,
    ],
    [
      "the same the other way round",
      w(
        `const a = await draw(prompt);\n  const b = await draw(prompt, a);\n  return { a, b };`,
        undefined,
        `async function draw(prompt: string, parent?: string) {\n  if (!parent) return (await flux({ prompt })).images[0].url;\n  return (await kontext({ prompt, image_url: parent })).images[0].url;\n}`,
      ),
      "if (parent === undefined)",
    ],
    [
      "the same as an arrow function",
      w(
        `const a = await draw(prompt);\n  const b = await draw(prompt, a.images[0].url);\n  return { b: b.images[0].url };`,
        undefined,
        `const draw = (prompt: string, parent?: string) =>\n  parent ? kontext({ prompt, image_url: parent }) : flux({ prompt });`,
      ),
      "parent !== undefined ?",
    ],
    [
      "filter(Boolean)",
      w(
        `const r = await flux({ prompt: [prompt, extra, "red"].filter(Boolean).join(", ") });\n  ${url}`,
        `{ prompt, extra = "" }: { prompt: string; extra?: string }`,
      ),
      "filter((part) => part !== undefined)",
    ],
    [
      "a boolean with a default",
      w(
        `const r = await flux({ prompt, image_size: wide ? "landscape_4_3" : "square" });\n  ${url}`,
        "{ prompt, wide = false }: { prompt: string; wide?: boolean }",
      ),
      "wide: boolean",
    ],
    [
      "handed on to a helper",
      w(
        `const r = await make(prompt, large);\n  ${url}`,
        "{ prompt, large }: { prompt: string; large: boolean }",
        'async function make(text: string, big: boolean) {\n  return flux({ prompt: big ? text : "small" });\n}',
      ),
      "shotLarge",
    ],
    [
      "an input that has a name",
      w(
        `const r = await flux({ prompt: large ? "big" : prompt });\n  ${url}`,
        "{ prompt, large }: Input",
        "interface Input {\n  prompt: string;\n  large: boolean;\n}",
      ),
      "the same for false",
    ],
  ),
  ...rows(
    "condition-unknown",
    "words",
    [
      "what a model decides",
      w(`const r = await flux({ prompt });\n  if (r.has_nsfw_concepts[0]) return { url: "none" };\n  ${url}`),
      "End the workflow here",
    ],
    [
      "in a helper that asserts",
      w(
        `assert(input.prompt, "needed");\n  const r = await flux({ prompt: input.prompt });\n  ${url}`,
        "input: { prompt: string }",
        `function assert(cond: unknown, m = "x"): asserts cond {\n  if (!cond) throw new Error(m);\n}`,
      ),
    ],
    [
      "a boolean parameter of a helper that a model decides",
      w(
        `const r = await flux({ prompt });\n  const k = await make(prompt, r.has_nsfw_concepts[0]);\n  return { url: k.images[0].url };`,
        undefined,
        'async function make(text: string, big?: boolean) {\n  return flux({ prompt: big ? text : "small" });\n}',
      ),
    ],
  ),
  ...rows(
    "operator-on-reference",
    "keeps",
    [
      "the JSON of an object with an input in it",
      w(`const text = JSON.stringify({ prompt });\n  const r = await flux({ prompt: text });\n  ${url}`),
      "{ prompt, text }",
      "compute JSON.stringify({ prompt }) before the run",
    ],
    [
      "an enum of zod's",
      `${zod}${w(`const r = await flux({ prompt, image_size: room === "kitchen" ? "square" : "landscape_4_3" });\n  ${url}`, "{ prompt, room }: z.infer<typeof input>", `export const input = z.object({\n  prompt: z.string(),\n  room: z.enum(["kitchen", "office"]),\n});`)}`,
    ],
    [
      "a text that may be empty",
      w(
        `const label = photo_url !== "" ? "edit" : "new";\n  const r = await flux({ prompt: \`\${label} \${prompt}\` });\n  return { url: r.images[0].url, photo_url };`,
        `{ prompt, photo_url = "" }: { prompt: string; photo_url?: string }`,
      ),
      "hasPhoto_url ?",
      "true",
    ],
    [
      "a text that is empty",
      w(
        `const label = photo_url === "" ? "new" : "edit";\n  const r = await flux({ prompt: \`\${label} \${prompt}\` });\n  return { url: r.images[0].url, photo_url };`,
        `{ prompt, photo_url = "" }: { prompt: string; photo_url?: string }`,
      ),
      "!hasPhoto_url ?",
    ],
    [
      "a text compared with a word",
      w(
        `const r = await flux({ prompt, image_size: size === "wide" ? "landscape_4_3" : "square" });\n  ${url}`,
        "{ prompt, size }: { prompt: string; size: string }",
      ),
      "size: string",
      `"wide"`,
    ],
    [
      "a loop's count with a default",
      w(
        `const urls: string[] = [];\n  for (let i = 0; i < count; i++) urls.push((await flux({ prompt, seed: i })).images[0].url);\n  return { urls };`,
        "{ prompt, count = 3 }: { prompt: string; count?: number }",
      ),
      "count: number",
      "return shot({ prompt }, 3);",
    ],
    [
      "a choice",
      w(
        `const r = await flux({ prompt, image_size: room === "kitchen" ? "square" : "landscape_4_3" });\n  ${url}`,
        `{ prompt, room }: { prompt: string; room: "kitchen" | "office" }`,
      ),
      "shotOffice",
    ],
    [
      "arithmetic in a field",
      w(
        `const r = await flux({ prompt, num_inference_steps: quality * 10 });\n  return { url: r.images[0].url, quality };`,
        "{ prompt, quality }: { prompt: string; quality: number }",
      ),
      "num_inference_steps: number",
    ],
    [
      "arithmetic in a constant",
      w(
        `const steps = Math.round(quality * 10) + 1;\n  const r = await flux({ prompt, num_inference_steps: steps });\n  return { url: r.images[0].url, quality };`,
        "{ prompt, quality }: { prompt: string; quality: number }",
      ),
      "quality, steps }",
    ],
    [
      "arithmetic by input",
      w(
        `const steps = input.quality * 10;\n  const r = await flux({ prompt: input.prompt, num_inference_steps: steps });\n  return { url: r.images[0].url, quality: input.quality };`,
        "input: { prompt: string; quality: number }",
      ),
      "const steps = input.steps;",
    ],
    [
      "arithmetic with zod",
      `${zod}${w(`const r = await flux({ prompt, num_inference_steps: quality * 10 });\n  return { url: r.images[0].url, quality };`, "{ prompt, quality }: z.infer<typeof input>", "export const input = z.object({\n  prompt: z.string(),\n  quality: z.number(),\n});")}`,
      "num_inference_steps: z.number(),",
    ],
    [
      "JSON.parse of what is returned",
      w(
        `const r = await flux({ prompt });\n  return { url: r.images[0].url, parsed: JSON.parse(r.prompt) as { x: string } };`,
      ),
      "parsed: r.prompt",
      "after the run",
    ],
  ),
  ...rows(
    "operator-on-reference",
    "words",
    [
      "a result in a variable that is assigned again",
      w(`let r = await flux({ prompt });\n  while (r.seed !== 7) r = await flux({ prompt });\n  ${url}`),
      "return `r.seed`",
    ],
    [
      "a count that is increased",
      w(
        `const r = await flux({ prompt });\n  let seed = r.seed;\n  seed++;\n  return { url: r.images[0].url, seed };`,
      ),
      "Return `seed` as it is",
    ],
    [
      "a loop's count",
      w(
        `const urls: string[] = [];\n  for (let i = 0; i < count; i++) urls.push((await flux({ prompt, seed: i })).images[0].url);\n  return { urls };`,
        "{ prompt, count }: { prompt: string; count: number }",
      ),
      "workflow per value",
    ],
    [
      "arithmetic in a text",
      w(
        "const r = await flux({ prompt: `${prompt}, seed ${count + 1}` });\n  " + url,
        "{ prompt, count }: { prompt: string; count: number }",
      ),
    ],
    [
      "arithmetic with what a model gives",
      w(
        `const r = await flux({ prompt });\n  const k = await flux({ prompt, seed: r.seed + 1 });\n  return { url: k.images[0].url };`,
      ),
      "Return `r.seed` as it is",
    ],
    [
      "JSON.parse between two models",
      w(
        `const r = await flux({ prompt });\n  const scenes = JSON.parse(r.prompt) as string[];\n  const k = await flux({ prompt: scenes[0] });\n  return { url: k.images[0].url };`,
      ),
    ],
  ),
  ...rows(
    "key-unknown",
    "keeps",
    [
      "a choice's entry",
      w(
        "const r = await flux({ prompt: `${prompt}, ${PRESETS[mood]}` });\n  " + url,
        `{ prompt, mood }: { prompt: string; mood: "day" | "night" }`,
        `const PRESETS = { day: "bright sun", night: "neon" } as const;`,
      ),
      `mood: "day" | "night") {`,
      `"night");`,
    ],
    [
      "a text's entry",
      w(
        "const r = await flux({ prompt: `${prompt}, ${PRESETS[mood]}` });\n  " + url,
        `{ prompt, mood }: { prompt: string; mood: string }`,
        `const PRESETS: Record<string, string> = { day: "bright sun", night: "neon" };`,
      ),
      `mood: "day" | "night") {`,
    ],
  ),
  ...rows(
    "key-unknown",
    "words",
    [
      "an index",
      w(
        "const r = await flux({ prompt: `${prompt}, ${LOOKS[look]}` });\n  " + url,
        "{ prompt, look }: { prompt: string; look: number }",
        `const LOOKS = ["day", "night"];`,
      ),
    ],
    [
      "what a model gives",
      w(
        "const r = await flux({ prompt });\n  const k = await flux({ prompt: LOOKS[r.seed] });\n  return { url: k.images[0].url };",
        undefined,
        `const LOOKS = ["day", "night"];`,
      ),
    ],
  ),
  // Defaults.
  ...rows("input-optional", "removes", [
    "of two fields by input",
    w(
      'const r = await flux({ prompt: `${input.prompt}, ${input.style || "photo"}, ${input.place || "studio"}` });\n  ' +
        url,
      "input: { prompt: string; style?: string; place?: string }",
    ),
    `style = "photo"`,
  ]),
  ...rows(
    "input-optional",
    "keeps",
    [
      "|| by input",
      w(
        'const r = await flux({ prompt: `${input.prompt}, ${input.style || "photo"}` });\n  ' + url,
        "input: { prompt: string; style?: string }",
      ),
      `{ prompt, style = "photo" }: { prompt: string; style?: string }`,
    ],
    [
      "|| of a pattern",
      w(
        'const r = await flux({ prompt: `${prompt}, ${style || "photo"}` });\n  ' + url,
        "{ prompt, style }: { prompt: string; style?: string }",
      ),
      `style = "photo"`,
    ],
    [
      "|| in brackets",
      w(
        'const r = await flux({ prompt: prompt + (style || "photo") });\n  ' + url,
        "{ prompt, style }: { prompt: string; style?: string }",
      ),
      "prompt: prompt + style",
    ],
    [
      "|| with zod",
      `${zod}${w('const r = await flux({ prompt: prompt + (style || "photo") });\n  ' + url, "{ prompt, style }: z.infer<typeof input>", "export const input = z.object({ prompt: z.string(), style: z.string().optional() });")}`,
      `z.string().default("photo")`,
    ],
    [
      "without a default",
      w(
        "const r = await flux({ prompt });\n  return { url: r.images[0].url, list: [seed] };",
        "{ prompt, seed }: { prompt: string; seed?: number }",
      ),
      "seed: number",
      "every run must then send seed",
    ],
  ),
  // Texts.
  ...rows(
    "text-not-string",
    "keeps",
    [
      "in what is returned, where it is returned already",
      w(
        "const r = await flux({ prompt });\n  return { url: r.images[0].url, seed: r.seed, label: `seed ${r.seed}` };",
      ),
      "return { url: r.images[0].url, seed: r.seed };",
    ],
    [
      "in what is returned",
      w("const r = await flux({ prompt });\n  return { url: r.images[0].url, label: `seed ${r.seed}` };"),
      "label: r.seed",
    ],
    [
      "a number of the input",
      w(
        "const r = await flux({ prompt: `${count} of ${prompt}` });\n  " + url,
        "{ prompt, count }: { prompt: string; count: number }",
      ),
      "count: string",
    ],
    [
      "a file",
      w(
        "const r = await flux({ prompt });\n  const k = await flux({ prompt: `like ${r.images[0]}` });\n  return { url: k.images[0].url };",
      ),
      "r.images[0].url",
    ],
  ),
  ...rows(
    "text-not-string",
    "words",
    [
      "a number that is used as one too",
      w(
        "const r = await flux({ prompt: `${count} of ${prompt}`, num_images: count });\n  " + url,
        "{ prompt, count }: { prompt: string; count: number }",
      ),
    ],
    [
      "what a model gives, for another",
      w(
        "const r = await flux({ prompt });\n  const k = await flux({ prompt: `seed ${r.seed}` });\n  return { url: k.images[0].url };",
      ),
      "Leave `r.seed` out",
    ],
  ),
  ...rows(
    "string-starts-with-dollar",
    "keeps",
    [
      "a reference that was meant",
      w(
        `const r = await flux({ prompt });\n  const k = await kontext({ prompt: "x", image_url: "$r.images.0.url" });\n  return { url: k.images[0].url, r: r.images[0].url };`,
      ),
      "image_url: r.images[0].url",
    ],
    [
      "the input",
      w(
        `const k = await kontext({ prompt: "$input.prompt", image_url: prompt });\n  return { url: k.images[0].url };`,
      ),
      "prompt: prompt",
    ],
    [
      "a field of the input that has another name there",
      w(
        `const k = await kontext({ prompt: "$input.prompt", image_url: words });\n  return { url: k.images[0].url };`,
        "{ prompt: words }: { prompt: string }",
      ),
      "prompt: words",
    ],
    [
      "a result that a pattern takes apart",
      w(
        `const { images } = await flux({ prompt });\n  const k = await kontext({ prompt, image_url: "$images.0.url" });\n  return { url: k.images[0].url, images };`,
      ),
      "image_url: images[0].url",
    ],
    [
      "prose that a text begins with",
      w("const r = await flux({ prompt: `$5 off, ${prompt}` });\n  " + url),
      "` $5 off, ${prompt}`",
    ],
    [
      "prose",
      w(`const r = await flux({ prompt: "$5 off, a poster" });\n  return { url: r.images[0].url, prompt };`),
      `" $5 off, a poster"`,
    ],
  ),
  ...rows("string-starts-with-dollar", "words", [
    "the name of a model",
    w(
      `const k = await kontext({ prompt, image_url: "$flux.images.0.url" });\n  return { url: k.images[0].url };`,
    ),
    "without quotes",
  ]),
  ...rows("string-starts-with-dollar", "words", [
    "a field of the input that has no name there",
    w(
      `const k = await kontext({ prompt: "$input.prompt", image_url });\n  return { url: k.images[0].url };`,
      "{ image_url }: { prompt: string; image_url: string }",
    ),
    "without quotes",
  ]),
  ...rows("string-starts-with-dollar", "words", [
    "a name that is not there",
    w(
      `const k = await kontext({ prompt, image_url: "$photo.images.0.url" });\n  return { url: k.images[0].url };`,
    ),
    "without quotes",
  ]),
  // The interface.
  ...rows(
    "input-type-unsupported",
    "keeps",
    [
      "a file",
      w(
        `const k = await kontext({ prompt, image_url: photo });\n  return { url: k.images[0].url };`,
        "{ prompt, photo }: { prompt: string; photo: File }",
      ),
      "photo: string",
    ],
    [
      "a date",
      w(
        `const r = await flux({ prompt: prompt + day });\n  ${url}`,
        "{ prompt, day }: { prompt: string; day: Date }",
      ),
      "day: string",
    ],
  ),
  ...rows(
    "input-type-unsupported",
    "words",
    ["a function", w(photo, "{ prompt, pick }: { prompt: string; pick: () => string }")],
    [
      "a type of the file's own that is named like one of the library",
      w(photo, "{ prompt, day }: { prompt: string; day: Date }", "type Date = () => string;"),
      "Replace",
    ],
    ["a conditional type", w(photo, "{ prompt }: { prompt: string; mode: string extends string ? 1 : 2 }")],
  ),
  ...rows("input-not-object", "keeps", [
    "a text",
    w(photo, "prompt: string"),
    "{ prompt }: { prompt: string }",
  ]),
  ...rows(
    "input-untyped",
    "keeps",
    ["a pattern", w(photo, "{ prompt }"), "{ prompt }: { prompt: string }"],
    [
      "a name",
      w(`const r = await flux({ prompt: input.prompt });\n  ${url}`, "input"),
      "input: { prompt: string }",
    ],
    [
      "an arrow function",
      `${head}export default async ({ prompt }) => {\n  ${photo}\n};\n`,
      "({ prompt }: { prompt: string })",
    ],
    [
      "a default shows the type",
      w(`const r = await flux({ prompt, num_inference_steps: steps });\n  ${url}`, "{ prompt, steps = 28 }"),
      "steps?: number",
    ],
  ),
  ...rows(
    "schema-method",
    "keeps",
    [
      "a coercion",
      `${zod}${w(`const r = await flux({ prompt, seed });\n  ${url}`, "{ prompt, seed }: z.infer<typeof input>", "export const input = z.object({ prompt: z.string(), seed: z.coerce.number() });")}`,
      "seed: z.number()",
    ],
    [
      "the input parsed once more",
      `${zod}${w(`const { prompt } = input.parse(raw);\n  ${photo}`, "raw: z.infer<typeof input>", "export const input = z.object({ prompt: z.string() });")}`,
      "const { prompt } = raw;",
    ],
  ),
  ...rows(
    "schema-method",
    "keeps",
    [
      "a rule in code",
      `${zod}${w(`const r = await flux({ prompt, seed });\n  ${url}`, "{ prompt, seed }: z.infer<typeof input>", "export const input = z.object({ prompt: z.string(), seed: z.number().refine((n) => n % 2 === 0) });")}`,
      "seed: z.number()",
    ],
    [
      "a rule in code, over lines",
      `${zod}${w(`const r = await flux({ prompt });\n  ${url}`, "{ prompt }: z.infer<typeof input>", "export const input = z.object({\n  prompt: z\n    .string()\n    .transform((text) => text.trim()),\n});")}`,
      ".string()",
    ],
  ),
  ...rows(
    "workflow-parameters",
    "keeps",
    [
      "two",
      w(`const r = await flux({ prompt, seed });\n  ${url}`, "prompt: string, seed: number"),
      "{ prompt, seed }: { prompt: string; seed: number }",
    ],
    [
      "one with a default",
      w(`const r = await flux({ prompt, seed });\n  ${url}`, "prompt: string, seed: number = 3"),
      "{ prompt, seed = 3 }: { prompt: string; seed?: number }",
    ],
  ),
  ...rows(
    "workflow-missing",
    "keeps",
    [
      "not the default",
      w(photo).replace("export default async", "export async"),
      "export default async function shot",
    ],
    [
      "not the default, over lines",
      w(photo).replace("export default async function", "export /* one */\nasync  function"),
      "export default async function shot",
    ],
  ),
  ...rows(
    "input-field-name",
    "keeps",
    [
      "in a pattern",
      w(photo, '{ "my-prompt": prompt }: { /* my_prompt */ "my-prompt": string }'),
      "{ my_prompt: prompt }",
    ],
    [
      "by input",
      w(
        'const { ["my-prompt"]: prompt } = (input);\n  const r = await flux({ prompt: prompt + input [ "my-prompt" ] });\n  ' +
          url,
        "input: { 'my-prompt': string }",
      ),
      "prompt + input.my_prompt",
    ],
    [
      "with zod",
      `${zod}${w(`const r = await flux({ prompt: given["my-prompt"] });\n  ${url}`, "given: z.infer<typeof input>", 'export const input = z.object({ "my-prompt": z.string() });')}`,
      "my_prompt: z.string()",
    ],
  ),
  ...rows(
    "input-field-name",
    "words",
    [
      "of an input that is sent as a whole",
      w(
        `const r = await flux({ ...input, prompt: input["my-prompt"] } as never);\n  ${url}`,
        'input: { "my-prompt": string }',
      ),
    ],
    [
      "if the valid name is taken",
      w(photo, '{ "my-prompt": prompt, my_prompt }: { "my-prompt": string; my_prompt: string }'),
    ],
  ),
  ...rows(
    "text-type-unknown",
    "keeps",
    [
      "of an endpoint that nobody knows",
      w(
        "const made = await writer({ prompt });\n  const r = await flux({ prompt: `${made.text}!` });\n  " +
          url,
        undefined,
        `// model("our-team/writer")\nconst writer = model ('our-team/writer');`,
      ),
      "<Record<string, unknown>, { text: string }>",
    ],
    [
      "by another name",
      w(
        "const { text: words } = await writer({ prompt });\n  const r = await flux({ prompt: `${words}!` });\n  " +
          url,
        undefined,
        `import { model as make } from "falc";\nconst writer = make("our-team/writer");`,
      ),
      "make<Record<string, unknown>, { text: string }>",
    ],
  ),
  ...rows("workflow-missing", "words", ["nothing at all", "export const a = 1;\n"]),
  ...rows(
    "workflow-not-function",
    "keeps",
    ["a model by its name", `${head}export default flux;\n`, "return await flux({ prompt });"],
    [
      "a model",
      `import { model } from "falc";\nexport default model("fal-ai/esrgan");\n`,
      'const generate = model("fal-ai/esrgan");',
      "main({ image_url }: { image_url: string })",
    ],
  ),
  ...rows(
    "workflow-not-function",
    "words",
    ["an object", `${head}export default { flux };\n`],
    ["a model by a list", `${head}export { flux as default };\n`],
  ),
  ...rows(
    "workflow-not-async",
    "removes",
    [
      "a function that awaits nothing",
      w("const r = flux({ prompt });\n  return { r };").replace("export default async", "export default"),
      "export default async function shot",
    ],
    [
      "a function that is exported at the end",
      `${head}export function note() {}\nfunction shot({ prompt }: { prompt: string }) {\n  const r = flux({ prompt });\n  return { r };\n}\nexport default shot;\n`,
      "async function shot(",
    ],
  ),
  ...rows("input-untyped", "words", [
    "a rest",
    w("return await flux({ prompt, ...rest });", "{ prompt, ...rest }"),
  ]),
  ...rows(
    "return-missing",
    "keeps",
    ["nothing returned", w("const r = await flux({ prompt });"), "return { url: r.images[0].url };"],
    [
      "an empty return",
      w("const r = await flux({ prompt });\n  return;"),
      "return { url: r.images[0].url };",
    ],
  ),
  ...rows("return-not-object", "keeps", [
    "an address",
    w("const r = await flux({ prompt });\n  return r.images[0].url;"),
    "return { url: r.images[0].url };",
  ]),
  ...rows("no-model-call", "words", ["nothing is called", w("return { prompt };")]),
  ...rows(
    "result-unused",
    "keeps",
    [
      "a call alone",
      w(`await flux({ prompt: "a" });\n  ${photo}`),
      "const fluxResult = await flux",
      "fluxResult };",
    ],
    ["a constant", w(`const a = await flux({ prompt: "a" });\n  ${photo}`), ", a };"],
  ),
  ...rows("result-unused", "words", [
    "a variable that is assigned again",
    w(
      `let x = await flux({ prompt: "1" });\n  x = await flux({ prompt });\n  return { url: x.images[0].url };`,
    ),
  ]),
  ...rows("promise-not-awaited", "keeps", [
    "a call alone",
    w(`flux({ prompt: "a" });\n  ${photo}`),
    "await flux",
  ]),
  ...rows("await-missing", "keeps", [
    "a field of a promise",
    w(`const r = flux({ prompt });\n  return { url: r.images[0].url };`),
    "(await r).images",
  ]),
  // Promises.
  ...rows(
    "promise-unsupported",
    "keeps",
    [
      "a catch",
      w(`const r = await flux({ prompt }).catch(() => { throw new Error("no"); });\n  ${url}`),
      "a failed call fails the run",
    ],
    [
      "a catch behind a then",
      w(
        `const url = await flux({ prompt }).then((r) => r.images[0].url).catch(() => { throw new Error("no"); });\n  return { url };`,
      ),
      "(await flux({ prompt })).images[0].url",
    ],
    [
      "allSettled that nobody looks at",
      w(
        `const out: Record<string, string> = {};\n  const jobs = ["a", "b"].map(async (k) => {\n    out[k] = (await flux({ prompt: prompt + k })).images[0].url;\n  });\n  await Promise.allSettled(jobs);\n  return { out };`,
      ),
      "Promise.all(jobs)",
    ],
  ),
  ...rows(
    "promise-unsupported",
    "words",
    ["race", w(`const r = await Promise.race([flux({ prompt }), flux({ prompt: "b" })]);\n  ${url}`)],
    [
      "allSettled with a look at the status",
      w(
        `const rs = await Promise.allSettled([flux({ prompt }), flux({ prompt, seed: 1 })]);\n  const ok = rs.filter((r) => r.status === "fulfilled");\n  return { ok };`,
      ),
      "Promise.all",
    ],
    ["finally", w(`const r = await flux({ prompt }).finally(() => {});\n  ${url}`)],
  ),
  ...rows("order-unknown", "same", [
    "a list that all push to",
    w(
      `const urls: string[] = [];\n  await Promise.all(["a", "b"].map(async (k) => {\n    const r = await flux({ prompt: prompt + k });\n    urls.push(r.images[0].url);\n  }));\n  return { urls };`,
    ),
    "const urls = await Promise.all",
    "return r.images[0].url;",
  ]),
  // JavaScript features that graphs lack.
  ...rows("accessor-unsupported", "same", [
    "an object with a getter that is sent",
    w(
      `const p = {\n    prompt,\n    get seed() {\n      return 7;\n    },\n  };\n  const r = await flux(p);\n  ${url}`,
    ),
    "flux({ ...p })",
  ]),
  ...rows("generator-unsupported", "words", [
    "several values of an async generator",
    w(
      `const source = views();\n  const first = await source.next();\n  const r = await flux({ prompt: prompt + first.value });\n  ${url}`,
      undefined,
      'async function* views() {\n  yield "front";\n}',
    ),
  ]),
  ...rows(
    "try-unsupported",
    "keeps",
    [
      "a fallback",
      w(
        `try {\n    const r = await flux({ prompt });\n    return { url: r.images[0].url };\n  } catch {\n    throw new Error("failed");\n  }`,
      ),
      "const r = await flux({ prompt });",
    ],
    [
      "in a helper that tries again",
      w(
        `const r = await retry(() => flux({ prompt }));\n  ${url}`,
        undefined,
        "async function retry<T>(fn: () => Promise<T>, times = 3): Promise<T> {\n  for (let i = 0; ; i++) {\n    try {\n      return await fn();\n    } catch (e) {\n      if (i >= times) throw e;\n    }\n  }\n}",
      ),
      "return await fn();",
    ],
  ),
  ...rows("try-unsupported", "words", [
    "with a finally",
    w(
      `const log: string[] = [];\n  try {\n    await flux({ prompt });\n  } finally {\n    log.push("b");\n  }\n  ${photo}`,
    ),
  ]),
  ...rows(
    "outside-effect",
    "keeps",
    [
      "the time in a text",
      w("const r = await flux({ prompt: `${prompt} ${Date.now()}` });\n  " + url),
      "date: string",
      "${date}",
    ],
    [
      "the time in a text, by input",
      w(
        "const r = await flux({ prompt: `${input.prompt} ${Date.now()}` });\n  " + url,
        "input: { prompt: string }",
      ),
      "date: string",
      "${input.date}",
    ],
    [
      "chance",
      w(
        `const seed = Math.floor(Math.random() * 1000);\n  const r = await flux({ prompt, seed });\n  ${url}`,
      ),
      "seed: number",
    ],
    [
      "chance in a field",
      w(`const r = await flux({ prompt, seed: Math.random() });\n  ${url}`),
      "{ prompt, seed }",
    ],
    [
      "the environment",
      w(
        `const r = await flux({ prompt: prompt + region });\n  ${url}`,
        undefined,
        "const region = process.env.REGION!;",
      ),
      "region: string",
    ],
    [
      "a number in the machine's language",
      w('const r = await flux({ prompt: `${prompt} ${(1234.5).toLocaleString("en")}` });\n  ' + url),
      "String(1234.5)",
    ],
    ["nothing uses it", w(photo, undefined, "const id = crypto.randomUUID();"), "nothing uses id"],
  ),
  ...rows(
    "outside-effect",
    "words",
    [
      "a fixed date",
      w(
        "const r = await flux({ prompt: `${prompt} ${YEAR}` });\n  " + url,
        undefined,
        `const YEAR = new Date("2024-05-01T00:00:00Z").getUTCFullYear();`,
      ),
      "The date is fixed",
    ],
    [
      "time, for a function that is not JavaScript's",
      w(
        `const seed = Math.floor(Date.now() / 1000);\n  const r = await flux({ prompt, seed });\n  ${url}`,
        undefined,
        "const Math = { floor: (n: number) => n };",
      ),
      "pass the result in",
    ],
    [
      "a variable of the environment in a text that says process.env",
      w(
        "const r = await flux({ prompt: prompt + Intl.DateTimeFormat().format(/* process.env.KEY */) });\n  " +
          url,
      ),
      "Hard-code the string",
    ],
    [
      "fetch",
      w(
        `const page = await fetch("https://example.com");\n  const r = await flux({ prompt: await page.text() });\n  ${url}`,
      ),
    ],
  ),
  ...rows("new-unsupported", "same", [
    "a part of a known address",
    w(
      "const r = await flux({ prompt: `${prompt} ${new URL(LOGO).pathname.slice(1)}` });\n  " + url,
      undefined,
      `const LOGO = "https://example.com/logo.png";`,
    ),
    `"/logo.png".slice(1)`,
  ]),
  ...rows(
    "new-unsupported",
    "words",
    [
      "an address that only the run knows",
      w("const r = await flux({ prompt: new URL(prompt).pathname });\n  " + url),
    ],
    [
      "an address's arguments",
      w(
        'const r = await flux({ prompt: `${prompt} ${new URLSearchParams("https://a.example?b=1").toString()}` });\n  ' +
          url,
      ),
    ],
    [
      "a promise that does not wait",
      w(
        `const r = await flux({ prompt });\n  await new Promise<string>((resolve) => resolve("setTimeout(")); // setTimeout(1)\n  ${url}`,
      ),
      "Use a plain object",
    ],
    [
      "waiting, for a timer from an object",
      w(
        "await sleep(1);\n  " + photo,
        undefined,
        "const sleep = (ms: number) => new (Promise)((resolve) => (setTimeout)( resolve, ms));",
      ),
      "Remove the wait",
    ],
    [
      "waiting",
      w(
        "await sleep(1);\n  " + photo,
        undefined,
        "const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));",
      ),
      "Remove the wait",
    ],
  ),
  // Names, modules, declarations.
  ...rows("name-unknown", "keeps", [
    "misspelt",
    w(`const photos = await flux({ prompt });\n  return { url: photo.images[0].url };`),
    "photos.images",
  ]),
  ...rows("assign-constant", "keeps", [
    "counted up",
    w(`const seed = 1;\n  seed += 1;\n  const r = await flux({ prompt, seed });\n  ${url}`),
    "let seed = 1;",
    "// line 7",
  ]),
  ...rows("name-before-definition", "keeps", [
    "a constant of the body",
    w(`const r = await flux({ prompt: prompt + style });\n  const style = "dusk";\n  ${url}`),
    `const style = "dusk";\nconst r =`,
  ]),
  ...rows("module-unsupported", "removes", [
    "an import in the body",
    w(
      `const { style } = await import("./_style.ts");\n  const r = await flux({ prompt: prompt + style });\n  ${url}`,
    ),
    `import { style } from "./_style.ts";`,
  ]),
  ...rows("declaration-unsupported", "removes", [
    "await using, over lines",
    w(
      `await  /* it */ using /* it */ brand = { style: "dusk" };\n  const r = await flux({ prompt: prompt + brand.style });\n  ${url}`,
    ),
    `const brand = { style: "dusk" };`,
  ]),
  ...rows("declaration-unsupported", "removes", [
    "using",
    w(
      `using brand = { style: "dusk" };\n  const r = await flux({ prompt: prompt + brand.style });\n  ${url}`,
    ),
    `const brand = { style: "dusk" };`,
  ]),
  ...rows("syntax-error", "keeps", [
    "a bracket at a line's end",
    w(`const r = await flux({ prompt };\n  ${url}`),
    "flux({ prompt });",
  ]),
  ...rows("syntax-error", "words", [
    "a head without a bracket",
    `export default async function ( {prompt}: {prompt:string} { return {} }\n`,
  ]),
  ...rows("model-call-outside", "keeps", [
    "a constant of the file",
    w(`return { url: base.images[0].url, prompt };`, undefined, `const base = await flux({ prompt: "a" });`),
    "const base = await flux",
  ]),
  ...rows("bigint-unsupported", "keeps", [
    "a seed",
    w(`const r = await flux({ prompt, seed: 5n as never });\n  ${url}`),
    "seed: 5 as never",
  ]),
  ...rows("model-id-unknown", "words", [
    "an endpoint of the input",
    w(
      `const r = await model(id)({ prompt });\n  return { r };`,
      "{ prompt, id }: { prompt: string; id: string }",
    ),
  ]),
  ...rows("id-invalid", "same", [
    "a hyphen",
    w(`const r = await flux({ prompt }, { id: "my-shot" });\n  ${url}`),
    `id: "my_shot"`,
  ]),
  ...rows("optional-unknown", "keeps", [
    "a field",
    w("const r = await flux({ prompt });\n  return { url: r.images[0]?.url };"),
    "r.images[0]!.url",
  ]),
  ...rows("optional-unknown", "removes", [
    "an element, over lines",
    w(
      "const r = await app({ prompt });\n  return { url: r.images\n    ?. /* the first */ [0].url };",
      undefined,
      `const app = model<{ prompt: string }, { images?: { url: string }[] }>("me/app");`,
    ),
    "r.images!",
  ]),
  ...rows("id-duplicate", "same", [
    "in single quotes, beside the same text",
    w(
      `const r = await flux({ prompt }, { id: "a" });\n  const s = await flux({ prompt: "a" }, { 'id': ('a'), after: [r] /* "a" */ });\n  return { r: r.images[0].url, s: s.images[0].url };`,
    ),
    `'id': ("a_2")`,
  ]),
  ...rows("id-duplicate", "same", [
    "twice",
    w(
      `const r = await flux({ prompt }, { id: "a" });\n  const s = await flux({ prompt: "b" }, { id: "a" });\n  return { r: r.images[0].url, s: s.images[0].url };`,
    ),
    `id: "a_2"`,
  ]),
  ...rows("id-duplicate", "words", [
    "in a loop",
    w(
      `const all = [];\n  for (const k of ["a", "b"]) all.push((await flux({ prompt: prompt + k }, { id: "a" })).images[0].url);\n  return { all };`,
    ),
    "include the index",
  ]),
  ...rows("path-missing", "keeps", [
    "misspelt",
    w(`const r = await flux({ prompt });\n  return { url: r.image[0].url };`),
    "r.images[0]",
  ]),
  ...rows("path-missing", "words", [
    "nothing like it",
    w(`const r = await flux({ prompt });\n  return { url: r.zzz };`),
    "field that the endpoint",
  ]),
  ...rows(
    "path-missing",
    "keeps",
    [
      ".data, as fal.subscribe returns it",
      w(`const r = (await flux({ prompt })) as any;\n  return { url: r.data.images[0].url };`),
      "url: r.images[0].url",
    ],
    [
      ".data of the awaited call itself",
      w(
        `const made = ((await flux({ prompt })) as any).data;\n  return { url: made.images[0].url, same: made?.images };`,
      ),
      "made = ((await flux({ prompt })) as any);",
    ],
    [
      '["data"] behind ?.',
      w(`const r = (await flux({ prompt })) as any;\n  return { url: r?.["data"].images[0].url };`),
      "url: r.images[0].url",
    ],
    [
      "{ data }, as fal.subscribe returns it",
      w(`const { data } = (await flux({ prompt })) as any;\n  return { url: data.images[0].url };`),
      "const data = (await flux({ prompt }))",
    ],
    [
      "{ data: name }",
      w(`const { data: r, requestId } = (await flux({ prompt })) as any;\n  ${url}`),
      "const r = (await flux({ prompt }))",
    ],
    [
      "{ data: { images } }",
      w(
        `const { data: { images: [first] } } = (await flux({ prompt })) as any;\n  return { url: first.url };`,
      ),
      "const { images: [first] } = ",
    ],
    [
      "{ data } of each of several",
      w(
        `const [{ data: a }, b] = (await Promise.all([flux({ prompt }), flux({ prompt: "b" })])) as any;\n  return { a: a.images[0].url, b: b.images[0].url };`,
      ),
      "const [a, b] = ",
    ],
    [
      "{ data } of a parameter",
      w(`const urlOf = ({ data }) => data.images[0].url;\n  return { url: urlOf(await flux({ prompt })) };`),
      "const urlOf = (data) =>",
    ],
    [
      "({ data } = …)",
      w(
        `let data: any;\n  ({ data } = (await flux({ prompt })) as any);\n  return { url: data.images[0].url };`,
      ),
      "(data = (await flux({ prompt })) as any);",
    ],
  ),
  ...rows(
    "path-missing",
    "words",
    [
      "requestId",
      w(`const r = (await flux({ prompt })) as any;\n  return { url: r.images[0].url, id: r.requestId };`),
      "cannot refer to a call's request id",
    ],
    [
      "{ data } beside a requestId that is used",
      w(
        `const { data, requestId } = (await flux({ prompt })) as any;\n  return { url: data.images[0].url, requestId };`,
      ),
      "Use the result itself",
    ],
    [
      "{ data } with a default",
      w(`const { data = {} } = (await flux({ prompt })) as any;\n  return { url: data.images[0].url };`),
      "Use the result itself",
    ],
    [
      "{ data } with a type",
      w(
        `const { data }: { data: any } = (await flux({ prompt })) as any;\n  return { url: data.images[0].url };`,
      ),
      "Use the result itself",
    ],
  ),
  ...rows(
    "result-envelope",
    "keeps",
    [
      ".data of an unknown endpoint",
      w(
        `const made = await poster({ prompt });\n  return { url: made.data.image.url };`,
        undefined,
        `const poster = model("acme/poster");`,
      ),
      `// if the output of acme/poster has no field "data"`,
      "url: made.image.url",
    ],
    [
      "{ data } of an unknown endpoint",
      w(
        `const { data } = await poster({ prompt });\n  return { url: data.image.url };`,
        undefined,
        `const poster = model("acme/poster");`,
      ),
      `// if the output of acme/poster has no field "data"`,
      "const data = await poster({ prompt });",
    ],
  ),
  ...rows("result-envelope", "words", [
    "requestId of an unknown endpoint",
    w(
      `const made = await poster({ prompt });\n  return { url: made.image.url, id: made.requestId };`,
      undefined,
      `const poster = model("acme/poster");`,
    ),
    "cannot refer to a call's request id",
  ]),
  ...rows(
    "after-missing",
    "same",
    [
      "a result that has a name",
      voice(
        `const made = await clone({ audio_url });\n  const s = await speak({ text, voice_setting: { voice_id: "mine" } });\n  return { url: s.audio.url, voice: made.custom_voice_id };`,
      ),
      `speak({ text, voice_setting: { voice_id: "mine" } }, { after: [made] })`,
    ],
    [
      "a result without a name",
      voice(
        `await clone({ audio_url });\n  const s = await speak({ text, voice_setting: { voice_id: "mine" } });\n  return { url: s.audio.url };`,
      ),
      "const first = await clone({ audio_url });",
      "{ after: [first] })",
    ],
    [
      "options that are there",
      voice(
        `const made = await clone({ audio_url });\n  const s = await speak({ text, voice_setting: { voice_id: "mine" } }, { id: "said" });\n  return { url: s.audio.url, voice: made.custom_voice_id };`,
      ),
      `{ id: "said", after: [made] })`,
    ],
    [
      "an after that is there",
      voice(
        `const r = await flux({ prompt: text });\n  const made = await clone({ audio_url });\n  const s = await speak({ text, voice_setting: { voice_id: "mine" } }, { after: [r] });\n  return { url: s.audio.url, voice: made.custom_voice_id, r: r.images[0].url };`,
      ),
      `{ after: [r, made] })`,
    ],
  ),
  ...rows("after-missing", "words", [
    "an earlier call inside a helper",
    voice(
      `const prepare = async () => { const made = await clone({ audio_url }); return made.custom_voice_id; };\n  const voice = await prepare();\n  const s = await speak({ text, voice_setting: { voice_id: "mine" } });\n  return { url: s.audio.url, voice };`,
    ),
    "after: [result]",
  ]),
  ...rows("conversion-unsupported", "words", [
    "an object of several fields",
    w("const words = { a: 1, b: 2 };\n  const r = await flux({ prompt: `${prompt} ${words}` });\n  " + url),
  ]),
  ...rows(
    "model-options",
    "keeps",
    [
      "a model that is handed over",
      w(
        `const rs = await Promise.all([{ prompt }, { prompt: "b" }].map(flux));\n  return { a: rs[0].images[0].url, b: rs[1].images[0].url };`,
      ),
      "(each) => flux(each)",
    ],
    [
      "through a helper",
      w(
        `const run = <A, B>(f: (a: A) => Promise<B>, xs: A[]) => Promise.all(xs.map(f));\n  const rs = await run(flux, [{ prompt }, { prompt: prompt + "!" }]);\n  return { a: rs[0].images[0].url, b: rs[1].images[0].url };`,
      ),
      "xs.map((each) => f(each))",
    ],
    [
      "reuse as a word",
      w(`const r = await flux({ prompt }, { reuse: "never" } as never);\n  ${url}`),
      "{ reuse: false }",
    ],
    [
      "reuse by another name",
      w(`const r = await flux({ prompt }, { cached: false } as never);\n  ${url}`),
      "{ reuse: false }",
    ],
  ),
  ...rows("model-options", "words", [
    "reuse that the input decides",
    w(
      `const r = await flux({ prompt: i.prompt }, { reuse: i.fresh });\n  ${url}`,
      "i: { prompt: string; fresh: boolean }",
    ),
    "--again",
  ]),
  ...rows("schema-method", "words", [
    "a union of objects",
    `${zod}${w(`const r = await flux({ prompt: i.prompt });\n  ${url}`, "i: z.infer<typeof input>", `export const input = z.xor([z.object({ kind: z.literal("a"), prompt: z.string() }), z.object({ kind: z.literal("b"), prompt: z.string() })]);`)}`,
    "workflow for each kind",
  ]),
  ...rows("field-unknown", "keeps", [
    "misspelt",
    w(`const r = await flux({ prompt, num_inference_step: 3 } as never);\n  ${url}`),
    "num_inference_steps: 3",
  ]),
  ...rows("field-missing", "keeps", [
    "the prompt",
    w(`const r = await flux({ seed: 1 } as never);\n  return { url: r.images[0].url, prompt };`),
    "{ seed: 1, prompt }",
  ]),
  ...rows("field-value", "keeps", [
    "misspelt",
    w(`const r = await flux({ prompt, image_size: "squre" as never });\n  ${url}`),
    `"square"`,
  ]),
  // Where the value is written, by whatever way it comes.
  ...rows(
    "field-value",
    "keeps",
    [
      "from a variable that is assigned",
      sized(`let size: any = 1;\n  size = "squre";`, "size"),
      `size = "square";`,
    ],
    [
      "from a spread object",
      sized(`const look = { ...{ size: "squre" } };`, "look.size"),
      `{ size: "square" }`,
    ],
    [
      "from a field set later",
      sized(`const look: any = {};\n  look.size = "squre";`, "look.size"),
      `"square";`,
    ],
    [
      "from a list that grew",
      sized(`const all: any[] = [];\n  all.push("squre");`, "all[0]"),
      `push("square")`,
    ],
    ["from a Map", sized(`const sizes = new Map([["s", "squre"]]);`, `sizes.get("s")`), `["s", "square"]`],
    [
      "from a helper's result",
      sized("", "sizeOf(1)", `const sizeOf = (n: number) => (n === 1 ? "squre" : "wide");`),
      `? "square"`,
    ],
    ["from an enum", sized("", "Size.Small", `enum Size { Small = "squre" }`), `Small = "square"`],
    ["from a default", sized("", "sizeOf()", `const sizeOf = (size = "squre") => size;`), `size = "square"`],
    [
      "from rest arguments",
      sized("", `last("wide", "squre")`, "const last = (...all: string[]) => all.at(-1);"),
      `last("wide", "square")`,
    ],
    [
      "from an instance",
      sized(
        "",
        `new Look("squre").size`,
        "class Look { size: string; constructor(size: string) { this.size = size; } }",
      ),
      `new Look("square")`,
    ],
    [
      "of an object that a helper passes on",
      w(
        `const r = await draw({ prompt, image_size: "squre" });\n  ${url}`,
        undefined,
        "const draw = (look: any) => flux({ ...look });",
      ),
      `image_size: "square" }`,
    ],
    [
      "for two calls",
      sized(`const size: any = "squre";\n  await flux({ prompt, image_size: size });`, "size"),
      `const size: any = "square"`,
    ],
  ),
  ...rows("field-value", "keeps", [
    "without the space around it",
    sized(`const sizes = { wide: " squre" };`, "sizes.wide.trim()"),
    `wide: "square"`,
  ]),
  // Anything else that depends on it keeps it where it is written.
  ...rows(
    "field-value",
    "keeps",
    [
      "also in a text",
      sized(
        `const size: any = "squre";\n  console.log(\`a \${size}\`);\n  if (size === "wide") return { url: prompt };`,
        "size",
        "",
        "`${prompt} ${size}`",
      ),
      `image_size: "square"`,
    ],
    [
      "also returned",
      w(
        `const size: any = "squre";\n  const r = await flux({ prompt, image_size: size });\n  return { url: r.images[0].url, size };`,
      ),
      `image_size: "square"`,
    ],
    [
      "also compared",
      sized(`const size: any = "squre";\n  if (size === "squre") console.log("small");`, "size"),
      `image_size: "square"`,
    ],
    [
      "also sent to a model that takes it",
      sized(
        `const size: any = "squre";\n  await kontext({ prompt: size, image_url: "https://example.com/a.png" });`,
        "size",
      ),
      `image_size: "square"`,
    ],
    ["exported", sized("", "size", `export const size: any = "squre";`), `image_size: "square"`],
    [
      "exported below",
      sized("", "size", `const size: any = "squre";\nexport { size };`),
      `image_size: "square"`,
    ],
    ["computed", sized("", "size", `const size: any = "squ" + "re";`), `image_size: "square"`],
    [
      "also the default of a field",
      w(
        `const r: any = await flux({ prompt: style, image_size: size } as never);\n  ${url}`,
        "{ style = size }: { style?: string }",
        `const size = "squre";`,
      ),
      `image_size: "square"`,
    ],
    [
      "also a default with ??",
      w(
        `const r: any = await flux({ prompt: style ?? size, image_size: size } as never);\n  ${url}`,
        "{ style }: { style?: string }",
        `const size = "squre";`,
      ),
      `image_size: "square"`,
    ],
    [
      "also in the input's schema",
      `${zod}${w(`const r: any = await flux({ prompt: style, image_size: size } as never);\n  ${url}`, "{ style }: z.infer<typeof input>", `const size = "squre";\nexport const input = z.object({ style: z.enum([size, "wide"]) });`)}`,
      `image_size: "square"`,
    ],
    [
      "also in the schema of a model of its own",
      `${zod}${w(`const made = await own({ style: prompt });\n  const r: any = await flux({ prompt: made.text, image_size: size } as never);\n  ${url}`, undefined, `const size = "squre";\nconst own = model("my/own", { input: z.object({ style: z.string().describe(size) }), output: z.object({ text: z.string() }) });`)}`,
      `image_size: "square"`,
    ],
    [
      "also in the input's type",
      w(
        `const r: any = await flux({ prompt: style, image_size: sizes[0] } as never);\n  ${url}`,
        "{ style }: { style: (typeof sizes)[number] }",
        `const sizes = ["squre", "wide"] as const;`,
      ),
      `image_size: "square"`,
    ],
    [
      "of an enum that the input's type names",
      w(
        `const r: any = await flux({ prompt: style, image_size: Size.Small } as never);\n  ${url}`,
        "{ style }: { style: Size }",
        `enum Size { Small = "squre", Wide = "wide" }`,
      ),
      `image_size: "square"`,
    ],
  ),
  ...Object.entries({
    "a function": `export const sizeOf = () => "squre";\n`,
    "a constant of a function": `const squre = "squre";\nexport function sizeOf() {\n  return squre;\n}\n`,
  }).map(([what, text]) => [
    `field-value: from ${what} of another file, which other workflows may call`,
    {
      code: "field-value",
      kind: "keeps",
      source: sized("", "sizeOf()", `import { sizeOf } from "./_size.ts";`),
      files: { "_size.ts": text },
      prints: [`image_size: "square"`],
    },
  ]),
  [
    "field-value: from another file, which others import too",
    {
      code: "field-value",
      kind: "keeps",
      source: sized("", "size", `import { size } from "./_size.ts";`),
      files: { "_size.ts": `const squre: any = "squre";\nexport { squre as size };\n` },
      prints: [`image_size: "square"`],
    },
  ],
  ...rows("field-range", "keeps", [
    "a negative number in a variable",
    `${zod}${w("let scale: any = -2;\n  const r = await own({ prompt, scale });\n  return { text: r.text };", undefined, 'const own = model("my/own", { input: z.object({ prompt: z.string(), scale: z.number().min(0) }), output: z.object({ text: z.string() }) });')}`,
    "let scale: any = 0;",
    "the least it accepts",
  ]),
  ...rows(
    "endpoint-unknown",
    "keeps",
    [
      "from a variable that is assigned",
      w(
        `let id = "";\n  id = "fal-ai/flux/dve";\n  const r: any = await model(id as never)({ prompt } as never);\n  ${url}`,
      ),
      `id = "fal-ai/flux/dev";`,
    ],
    [
      "from a Map",
      w(
        `const ids = new Map([["fast", "fal-ai/flux/dve"]]);\n  const r: any = await model(ids.get("fast") as never)({ prompt } as never);\n  ${url}`,
      ),
      `["fast", "fal-ai/flux/dev"]`,
    ],
    [
      "of one of a helper's callers, which removes the space around it",
      w(
        `const r: any = await draw("fal-ai/flux/dev ", prompt);\n  const s: any = await draw(" fal-ai/flux/dve", prompt);\n  return { url: r.images[0].url, s: s.images[0].url };`,
        undefined,
        "const draw = (id: string, prompt: string) => model(id.trim() as never)({ prompt } as never);",
      ),
      `draw("fal-ai/flux/dev", prompt)`,
    ],
  ),
  ...rows("field-reference", "keeps", [
    "a file for its address",
    w(
      `const r = await flux({ prompt });\n  const k = await kontext({ prompt, image_url: r.images[0] as never });\n  return { url: k.images[0].url };`,
    ),
    "r.images[0].url",
  ]),
  [
    "export-not-found: misspelt",
    {
      code: "export-not-found",
      kind: "keeps",
      source: w(
        `const r = await flux({ prompt: prompt + stile });\n  ${url}`,
        undefined,
        `import { stile } from "./_style.ts";`,
      ),
      files: { "_style.ts": `export const style = "dusk";\n` },
      prints: ["style as stile"],
    },
  ],
  [
    "import-not-found: misspelt",
    {
      code: "import-not-found",
      kind: "keeps",
      source: w(
        `const r = await flux({ prompt: prompt + style });\n  ${url}`,
        undefined,
        `import { style } from "./_stlye.ts";`,
      ),
      files: { "_style.ts": `export const style = "dusk";\n` },
      prints: ["./_style.ts"],
    },
  ],
  ...rows("import-outside-project", "words", [
    "a path upwards",
    w(photo, undefined, `import { a } from "../../a.ts";`),
  ]),
  ...rows("thenable-awaited", "keeps", [
    "an object with then",
    w(
      `const step = { then: (f: (x: string) => void) => f("a") };\n  const s = await step;\n  const r = await flux({ prompt });\n  ${url}`,
    ),
    "const s = step;",
  ]),
] as const);
