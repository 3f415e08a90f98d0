/**
 * A rewrite changes only what its diagnostic is about, for every caller and every iteration. A correct program gets
 * one mistake; if falc gives a rewrite, applying it restores the original graph, node by node. If it would be wrong
 * for other callers of the line, there is no rewrite. In all layouts: long lines, Windows line ends, comments.
 */
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../../src/diagnostics/suggestion.ts";
import { compileText } from "../../support/compile-source.ts";

function applied({ span, fix }: Diagnostic): string {
  return applyEdits(span.source, fix?.edits.filter((edit) => edit.span.source === span.source) ?? []);
}

const head = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const bria = model("fal-ai/bria/background/remove");
const kling = model("fal-ai/kling-video/v2.5-turbo/pro/text-to-video");
`;

function workflow(body: string, top = ""): string {
  return `${head}${top}
export default async function shot({ prompt }: { prompt: string }) {
${body}
}
`;
}

describe("a line that several callers run", () => {
  type Row = readonly [name: string, code: string, source: string, expected: string | undefined];
  const rows: readonly Row[] = [
    [
      "a misspelt id that a caller hands in is corrected at that caller",
      "endpoint-unknown",
      workflow(
        `  const a = await draw("fal-ai/flux/dev", prompt);\n  const b = await draw("fal-ai/flux/dve", prompt);\n  return { a, b };`,
        `const draw = (id: string, prompt: string) => model(id)({ prompt });`,
      ),
      `draw("fal-ai/flux/dev", prompt);\n  return`,
    ],
    [
      "through an object and a second helper",
      "endpoint-unknown",
      workflow(
        `  const a = await outer({ id: "fal-ai/flux/dev", prompt });\n  const b = await outer({ id: "fal-ai/flux/dve", prompt });\n  return { a, b };`,
        `const draw = (id: string, prompt: string) => model(id)({ prompt });\nconst outer = ({ id, prompt }: { id: string; prompt: string }) => draw(id, prompt);`,
      ),
      `const b = await outer({ id: "fal-ai/flux/dev", prompt });`,
    ],
    [
      "in the list that a loop goes through",
      "endpoint-unknown",
      workflow(
        `  const all: unknown[] = [];\n  for (const id of ["fal-ai/flux/schnell", "fal-ai/flux/dve"]) all.push(await model(id)({ prompt }));\n  return { all };`,
      ),
      `of ["fal-ai/flux/schnell", "fal-ai/flux/dev"])`,
    ],
    [
      "a path that one model's answer has and another's lacks is not rewritten in the helper",
      "path-missing",
      workflow(
        `  const a = await flux({ prompt });\n  const b = await bria({ image_url: urlOf(a) });\n  return { a: urlOf(a), b: urlOf(b) };`,
        `const urlOf = (made: any) => made.image.url;`,
      ),
      undefined,
    ],
    [
      "nor in a pattern",
      "path-missing",
      workflow(
        `  const a = await flux({ prompt });\n  const b = await bria({ image_url: a.images[0].url });\n  return { a: urlOf(a), b: urlOf(b) };`,
        `const urlOf = ({ image }: any) => image.url;`,
      ),
      undefined,
    ],
    [
      "one that all of them lack is",
      "path-missing",
      workflow(
        `  const a = await flux({ prompt });\n  const b = await flux({ prompt, seed: 1 });\n  return { a: urlOf(a), b: urlOf(b) };`,
        `const urlOf = (made: any) => made.image.url;`,
      ),
      "made.images[0].url;",
    ],
    [
      "a field that another model takes otherwise is not renamed",
      "field-unknown",
      workflow(
        `  const a = await run(flux, prompt);\n  const b = await run(kling, prompt);\n  return { a, b };`,
        `const run = (made: any, prompt: string) => made({ prompt, guidence_scale: 0.5 });`,
      ),
      undefined,
    ],
    [
      "a field that every model misses is",
      "field-unknown",
      workflow(
        `  const a = await run(flux, prompt);\n  const b = await run(model("fal-ai/flux/krea"), prompt);\n  return { a, b };`,
        `const run = (made: any, prompt: string) => made({ prompt, guidence_scale: 0.5 });`,
      ),
      "guidance_scale: 0.5",
    ],
    [
      "a choice is corrected at the caller that gave it",
      "field-value",
      workflow(
        `  const a = await run("square", prompt);\n  const b = await run("landscape_43", prompt);\n  return { a, b };`,
        `const run = (image_size: any, prompt: string) => flux({ prompt, image_size });`,
      ),
      `run("landscape_4_3", prompt)`,
    ],
    [
      "and not where the helper uses it for something else too",
      "field-value",
      workflow(
        `  const a = await run("square", prompt);\n  const b = await run("landscape_43", prompt);\n  return { a, b };`,
        "const run = (image_size: any, prompt: string) => flux({ prompt: `${prompt} ${image_size}`, image_size });",
      ),
      undefined,
    ],
    [
      "a method that one caller's known text has stays",
      "method-on-reference",
      workflow(
        `  const a = await flux({ prompt: clean(" a cat ") });\n  const b = await flux({ prompt: clean(prompt) });\n  return { a, b };`,
        `const clean = (text: string) => text.trim();`,
      ),
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, code, source, expected) => {
    const found = compileText(source).diagnostics.find((each) => each.code === code);
    if (found === undefined) throw new Error(`no ${code}`);
    if (expected === undefined) {
      expect(found.fix).toBeUndefined();
      expect(found.advice).toMatch(/^[A-Z`].*\.$/);
    } else expect(applied(found)).toContain(expected);
  });
});

describe("long lines and lines with several statements", () => {
  const long = "a".repeat(200);
  const oneLine = `${head.replace(/\n/g, " ")}export default async function shot({ prompt }: { prompt: string }) { const note = "${long}"; const photo = await flux({ prompt: prompt.trim() }); debug; return { image: photo.imags[0].url, note }; }\n`;

  test("only the changed part of a long line is shown", () => {
    for (const { rewrite, code } of compileText(oneLine).diagnostics.filter(({ fix }) => fix !== undefined)) {
      expect(rewrite?.length, code).toBeLessThan(300);
      expect(rewrite).not.toContain(long);
      expect(rewrite).not.toContain("delete");
      expect(rewrite).toContain("…");
    }
  });

  test("a statement on a line with others is deleted, not the line", () => {
    const source = `${head.replace(/\n/g, " ")}const unused = new Date(); const style = "${long}"; export default async function shot({ prompt }: { prompt: string }) { const photo = await flux({ prompt: prompt + style }); return { image: photo.images[0].url }; }\n`;
    const [found] = compileText(source).diagnostics.filter(({ fix }) => fix !== undefined);
    expect(found?.rewrite).toContain("delete `const unused = new Date();`");
    if (found === undefined) return;
    expect(applied(found)).toBe(source.replace("const unused = new Date(); ", ""));
    expect(compileText(applied(found)).diagnostics).toEqual([]);
  });

  test("a moved template keeps its text", () => {
    const source = workflow(
      "  try {\n    const photo = await flux({\n      prompt: `A poster.\n  It says ${prompt}.\n\nIn red.`,\n    });\n    return { image: photo.images[0].url };\n  } catch {\n    throw new Error();\n  }",
    );
    for (const text of [source, source.replace(/\n/g, "\r\n")]) {
      const found = compileText(text).diagnostics.find(({ code }) => code === "try-unsupported");
      if (found?.fix === undefined) throw new Error("no rewrite");
      const { emitted } = compileText(applied(found));
      expect(emitted?.graph).toContain(JSON.stringify(".\n\nIn red."));
      expect(emitted?.graph).toContain(JSON.stringify("A poster.\n  It says "));
      if (text !== source) expect(applied(found).replace(/\r\n/g, "")).not.toMatch(/[\r\n]/);
    }
  });
});

/** Correct programs with places for mistakes: [the right text, a misspelling]. */
type Fault = readonly [right: string, wrong: string];

const helpers: readonly string[] = [
  `const draw = (id: string, text: string, size: unknown) => model(id)({ prompt: text, image_size: size, num_inference_steps: 20 } as never);`,
  `async function draw(id: string, text: string, size: unknown) {
  const made = model(id);
  return await made({ prompt: text, image_size: size, num_inference_steps: 20 } as never);
}`,
  `function draw<T extends string>(id: T, text: string, ...[size]: readonly unknown[]) {
  return model(id as never)({ prompt: text satisfies string, image_size: size, num_inference_steps: 20 } as never);
}`,
  `const draw = (id: string, text: string, size: unknown) => inner({ id, size, text });
const inner = async ({ id, text, size }: { id: string; text: string; size: unknown }) =>
  model(id)({ prompt: text, image_size: size, num_inference_steps: 20 } as never);`,
];

const bodies: readonly string[] = [
  `  const first: any = await draw("fal-ai/flux/dev", prompt, "square");
  const second: any = await draw("fal-ai/flux/schnell", "a cat", "landscape_4_3");
  return { first: first.images[0].url, second: urlOf(second) };`,
  `  const urls: unknown[] = [];
  for (const size of ["square", "landscape_4_3"]) {
    const made: any = await draw("fal-ai/flux/dev", prompt, size);
    urls.push(urlOf(made));
  }
  const last: any = await draw("fal-ai/flux/schnell", "a dog", "square_hd");
  return { urls, last: last.images[0].url };`,
  `  const made: any[] = await Promise.all(
    ["fal-ai/flux/dev", "fal-ai/flux/schnell"].map((id) => draw(id, prompt, "landscape_4_3")),
  );
  return { first: urlOf(made[0]), second: urlOf(made[1]) };`,
];

const faults: readonly Fault[] = [
  ["fal-ai/flux/schnell", "fal-ai/flux/schnel"],
  ["fal-ai/flux/dev", "fal-ai/flux/dve"],
  ['"landscape_4_3"', '"landscape_43"'],
  ['"square"', '"squar"'],
  ["num_inference_steps", "num_inference_step"],
  ["made.images", "made.imags"],
  ["first.images", "first.image"],
  ["prompt: text", "promt: text"],
  ["prompt, ", "promt, "],
];

const layouts: readonly ((source: string) => string)[] = [
  (source) => source,
  (source) => source.replace(/\n/g, "\r\n"),
  (source) => source.replace(/\s*\n\s*/g, " "),
  (source) => source.replace(/;\n/g, "; // as the brand wants it\n"),
  (source) => source.replace(/\n( *)(?=const|return|for)/g, "\n$1/* first */ "),
  (source) =>
    source
      .replace(/;\n/g, `; const pad_$ = "${"x".repeat(200)}";\n`)
      .replace(/pad_\$/g, () => `pad_${pads++}`),
];
let pads = 0;

test("hundreds of mistakes in shared code are corrected for all callers, or in words", () => {
  let graph: string | undefined;
  let [met, made, given] = [0, 0, 0];
  for (const helper of helpers)
    for (const body of bodies)
      for (const layout of layouts)
        for (const [right, wrong] of faults) {
          const source = layout(
            workflow(body, `${helper}\nconst urlOf = (made: any) => made.images[0].url;`),
          );
          const expected = right === faults[0]?.[0] ? compileText(source).emitted?.graph : graph;
          graph = expected;
          if (expected === undefined) throw new Error(source);
          for (const { index } of source.matchAll(new RegExp(right.replace(/[/.]/g, "\\$&"), "g"))) {
            const faulty = source.slice(0, index) + wrong + source.slice(index + right.length);
            // Every fifth one.
            if (met++ % 5 !== 0) continue;
            made++;
            for (const found of compileText(faulty).diagnostics.filter(({ fix }) => fix !== undefined)) {
              given++;
              const after = applied(found);
              expect(compileText(after).emitted?.graph, `${found.message}\n${after}`).toBe(expected);
            }
          }
        }
  expect(made).toBeGreaterThan(120);
  expect(given).toBeGreaterThan(made * 0.8);
});
