/** All independent problems of a file are reported in one run, and each mistake once. */
import { describe, expect, test } from "vitest";
import { compileText } from "../support/compile-source.ts";

const head = `import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
`;
const end = `const photo = await flux({ prompt });
  return { image: photo.images[0].url };`;

function workflow(body: string, top = ""): string {
  return `${head}${top}
export default async function shot({ prompt, large, n }: { prompt: string; large: boolean; n: number }) {
  ${body}
}
`;
}

/** `code line`, in file order. */
function found(source: string | Record<string, string>): readonly string[] {
  return compileText(source).diagnostics.map(({ code, span }) => {
    const line = span.source.text.slice(0, span.start).split("\n").length;
    return `${code} ${line}`;
  });
}

describe("every problem is reported", () => {
  test("in a workflow's body", () => {
    const body = `const seed = Math.random();
  const photo = await flux({ prompt: promt, seed });
  if (large) await upscale({ image_url: "https://example.com/a.png" });
  const hero = await flux({ prompt });
  const small = hero.imges[0].url;
  for (const image of hero.images) await upscale({ image_url: image.url });
  const copy = [...hero.images];
  const limit = 5; limit = 6;
  const cheap = await flux({ prompt: "$5 off" });
  const made = new Shot();
  const first = await Promise.race([flux({ prompt }), flux({ prompt: "b" })]);
  const half = n / 2;
  return { photo, small, copy, limit, cheap, made, first, half };`;
    expect(found(workflow(body, "class Shot extends Map {}"))).toEqual([
      "class-unsupported 5",
      "outside-effect 7",
      "name-unknown 8",
      "condition-unknown 9",
      "path-missing 11",
      "loop-unknown 12",
      "spread-unknown 13",
      "assign-constant 14",
      "string-starts-with-dollar 15",
      "promise-unsupported 17",
      "operator-on-reference 18",
    ]);
  });

  test("at a file's top level and in the helpers it imports", () => {
    const files = {
      "main.ts": `import { model } from "falc";
import { light, lens } from "./_brand.ts";
const flux = model("fal-ai/flux dev");
const upscale = model("fal-ai/clarity-upscalr");
const size = sizes.large;
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: prompt + light });
  const big = await upscale({ image_url: photo.images[0].url });
  const other = await lens(prompt);
  return { photo, big, other, size };
}
`,
      "_brand.ts": `export const ligth = "warm";
export async function lens(prompt: string) {
  const length = prompt.length;
  const now = Date.now();
  return { length, now, mm: prompt === "x" };
}
`,
    };
    const codes = compileText(files).diagnostics.map(({ code, span }) => `${span.source.path} ${code}`);
    expect(codes).toEqual([
      "_brand.ts method-on-reference",
      "_brand.ts outside-effect",
      "_brand.ts operator-on-reference",
      "main.ts export-not-found",
      "main.ts model-id-invalid",
      "main.ts endpoint-unknown",
      "main.ts name-unknown",
    ]);
  });

  test("in a function whose input is unknown, without consequences of that", () => {
    const source = `${head}export default async function shot({ prompt, n = 3 }) {
  const photo = await flux({ prompt: promt });
  if (prompt) await flux({ prompt });
  const small = photo.imges;
  for (const part of prompt) await flux({ prompt: part });
  return { small, text: prompt.toUpperCase() + n * 2, ...prompt };
}
`;
    expect(found(source)).toEqual(["input-untyped 5", "name-unknown 6", "path-missing 8"]);
    const typed = source.replace("({ prompt, n = 3 })", "({ prompt, n = 3 }: { prompt: Date; n?: number })");
    expect(found(typed)).toEqual(["input-type-unsupported 5", "name-unknown 6", "path-missing 8"]);
  });

  test("in a file with unreadable imports, without consequences of those", () => {
    const files = {
      "main.ts": `import { style, avoid } from "./_missing.ts";
import sizes from "./sizes.json";
import * as brand from "../../brand.ts";
import { far } from "./_middle.ts";
import { Input } from "./_types.ts";
${head}export default async function shot({ prompt }: Input) {
  const photo = await flux({ prompt: prompt + style + sizes.large + brand.light + far(prompt), negative_prompt: avoid("text") });
  const other = await flux({ prompt: promt });
  return { image: photo.images[0].url, other: other.imges };
}
`,
      "sizes.json": "{",
      "_middle.ts": `export * from "./_gone.ts";\nexport const near = 1;\n`,
    };
    expect(found(files)).toEqual([
      "import-not-found 1",
      "import-not-found 1",
      "import-json-invalid 2",
      "import-outside-project 3",
      "import-not-found 5",
      "field-unknown 11",
      "name-unknown 12",
      "path-missing 13",
    ]);
  });

  test("in calls, besides what is refused elsewhere", () => {
    const body = `const photo = await flux({ prompt, sise: 1 });
  const now = Date.now();
  const other = await flux({ prompt, image_size: "big" });
  const bigger = await upscale({ image_url: other });
  const wrong = photo.imges;
  const last = await upscale({ sharpness: 2 });
  return { now, bigger, wrong, last };`;
    expect(found(workflow(body))).toEqual([
      "field-unknown 7",
      "outside-effect 8",
      "field-value 9",
      "field-reference 10",
      "path-missing 11",
      "field-missing 12",
      "field-unknown 12",
    ]);
  });

  test("in calls after a branch that changes nothing", () => {
    const body = `if (large) await upscale({ image_url: "https://example.com/a.png" });
  const photo = await flux({ prompt, image_size: "big" });
  return { photo };`;
    expect(found(workflow(body))).toEqual(["condition-unknown 7", "field-value 8"]);
  });

  test("in a file that does not parse", () => {
    const source = workflow(`const a = ;\n  ${end}\n  const b = ;`);
    expect(found(source)).toEqual(["syntax-error 7", "syntax-error 10"]);
  });

  test("in all imports", () => {
    const imports = `import { a } from "./_a.ts";\nimport { b } from "../../b.ts";\nimport c from "./c.json";\n`;
    expect(found({ "main.ts": imports + workflow(end), "c.json": "{" })).toEqual([
      "import-not-found 1",
      "import-outside-project 2",
      "import-json-invalid 3",
    ]);
  });
});

describe("one mistake is reported once", () => {
  const cases: Readonly<Record<string, readonly [string | Record<string, string>, string]>> = {
    "a class, however often it is used": [
      workflow(
        `const a = new Shot("x"); const b = new Shot("y");
  const photo = await flux({ prompt: a.prompt() + b.prompt() });
  const big = await upscale({ image_url: photo.images[0].url });
  return { image: big.image.url };`,
        'class Shot extends Map { prompt() { return "x"; } }',
      ),
      "class-unsupported 5",
    ],
    "a generator that is used twice": [
      workflow(
        `for await (const view of views()) await flux({ prompt: view });
  for await (const view of views()) await flux({ prompt: view });
  ${end}`,
        `async function* views() { const { a = yield "a" } = {}; }`,
      ),
      "generator-unsupported 5",
    ],
    "a package's function that is used twice": [
      `import { kebabCase } from "lodash-es";\n${workflow(
        `const a = kebabCase("x"); const b = kebabCase(a);
  const photo = await flux({ prompt: kebabCase(b) });
  return { photo };`,
      )}`,
      "import-package 8",
    ],
    "an import that leads nowhere": [
      `import { style, avoid } from "./_brand.ts";\n${workflow(
        `const photo = await flux({ prompt: prompt + style, image_size: avoid("text") });
  return { photo };`,
      )}`,
      "import-not-found 1",
    ],
    "a condition, and what would have come of it": [
      workflow(`let photo;
  if (large) photo = await flux({ prompt });
  const big = await upscale({ image_url: photo.images[0].url });
  return { image: big.image.url };`),
      "condition-unknown 8",
    ],
    "a condition that would throw": [
      workflow(`if (!large) throw new Error("no");\n  ${end}`),
      "condition-unknown 7",
    ],
    "try, and what it would have caught": [
      workflow(`let photo;
  try { photo = await flux({ prompt }); } catch { photo = undefined; }
  return { image: photo.images[0].url };`),
      "try-unsupported 8",
    ],
    "a wrong field, and reads from it": [
      workflow(`const photo = await flux({ prompt });
  const url = photo.imges[0].url;
  const big = await upscale({ image_url: url });
  return { image: big.image.url, url };`),
      "path-missing 8",
    ],
    "a call whose input was refused": [
      workflow(`const photo = await flux({ prompt: promt });\n  return { photo };`),
      "name-unknown 7",
    ],
    "a call with a part that was refused": [
      workflow(`const photo = await flux({ ...promt, sise: 1, image_size: "big" });\n  return { photo };`),
      "name-unknown 7",
    ],
    "a call in a branch that may not run": [
      workflow(`if (large) await upscale({ image_url: "https://example.com/a.png" });\n  ${end}`),
      "condition-unknown 7",
    ],
    "a call that sends what a branch may have changed": [
      workflow(`let size = "big";
  if (large) size = "square";
  const photo = await flux({ prompt, image_size: size });
  return { photo };`),
      "condition-unknown 8",
    ],
    "a call that sends what a loop without an end to see may have changed": [
      workflow(`let size = "big";
  while (large) size = "square";
  const photo = await flux({ prompt, image_size: size });
  return { photo };`),
      "condition-unknown 8",
    ],
    "a field that a refused statement would have set": [
      workflow(`const settings: any = {};
  settings[prompt] = "x";
  const photo = await flux(settings);
  return { photo };`),
      "key-unknown 8",
    ],
    "a field that is read from what a refused statement would have set": [
      workflow(`const settings: any = {};
  settings[prompt] = "x";
  const photo = await flux({ prompt: settings.prompt });
  return { photo };`),
      "key-unknown 8",
    ],
    "a list that a refused statement would have filled": [
      `import { z } from "zod";
${workflow(
  `const urls: string[] = [];
  const photo = await flux({ prompt });
  photo.images.forEach((image) => urls.push(image.url));
  const film = await join({ urls });
  return { film };`,
  `const join = model("me/join", { input: z.object({ urls: z.array(z.string()).min(2) }), output: z.object({ url: z.string() }) });`,
).replace('import { z } from "zod";\n', "")}`,
      "method-on-reference 9",
    ],
    "a wrong field in a pattern": [
      workflow(`const { imges: [first] } = await flux({ prompt });
  const big = await upscale({ image_url: first.url });
  return { image: big.image.url };`),
      "path-missing 7",
    ],
    "a loop over an unknown value": [
      workflow(`const photo = await flux({ prompt });
  const bigger: string[] = [];
  for (const image of photo.images) { const big = await upscale({ image_url: image.url }); bigger.push(big.image.url); }
  return { bigger };`),
      "loop-unknown 9",
    ],
    "a map over an unknown value": [
      workflow(`const photo = await flux({ prompt });
  const bigger = await Promise.all(photo.images.map((image) => upscale({ image_url: image.url })));
  return { bigger: bigger.map(({ image }) => image.url) };`),
      "method-on-reference 8",
    ],
    "a list that parallel code fills": [
      workflow(`const urls: string[] = [];
  await Promise.all(["a", "b"].map(async (scene) => { const photo = await flux({ prompt: scene }); urls.push(photo.images[0].url); }));
  return { urls, first: urls[0] };`),
      "order-unknown 8",
    ],
    "a fault in a helper that is called twice": [
      workflow(
        `const a = await make(prompt, large);
  const b = await make(prompt, large);
  return { a, b };`,
        `async function make(text: string, big: boolean) { return flux({ prompt: big ? text : "small" }); }`,
      ),
      "condition-unknown 5",
    ],
    "a missing endpoint": [
      workflow(
        `const result = await broken({ prompt });\n  return { image: result.image };`,
        `const broken = model("no endpoint");`,
      ),
      "model-id-invalid 5",
    ],
    "a type that says nothing": [
      `${head}export default async function shot({ prompt, style }) {\n  const photo = await flux({ prompt: prompt + style });\n  return { photo };\n}\n`,
      "input-untyped 5",
    ],
    "a namespace that cannot be evaluated and its uses": [
      workflow(
        `const photo = await flux({ prompt: brand.style + brand.lens + lens });\n  return { photo };`,
        `namespace brand { export const style = fetch("x"), lens = style; }\nimport lens = brand.lens;`,
      ),
      "outside-effect 5",
    ],
    "an alias of what does not exist and its uses": [
      workflow(
        `const photo = await flux({ prompt: style + style });\n  return { photo };`,
        `import style = Brand.style;`,
      ),
      "name-unknown 5",
    ],
    "an alias by require and its uses": [
      workflow(
        `const photo = await flux({ prompt: brand.style + brand.lens });\n  return { photo };`,
        `import brand = require("./_brand.ts");`,
      ),
      "module-unsupported 5",
    ],
    "a constant that a loop counts with": [
      workflow(`for (const i = 0; i < 3; i++) await flux({ prompt });\n  ${end}`),
      "assign-constant 7",
    ],
    "a constant that a loop counts with at its end": [
      workflow(`const i = 0;\n  do {\n    i += 1;\n  } while (i < 3);\n  ${end}`),
      "assign-constant 9",
    ],
    "a result's constant that is set": [
      workflow(`const photo = await flux({ prompt });\n  photo = 5;\n  return { image: photo };`),
      "assign-constant 8",
    ],
    "a function's name that is set": [
      workflow(
        `const photo = await flux({ prompt });\n  f = 5;\n  return { image: photo.images[0].url, f };`,
        "function f() {}",
      ),
      "assign-constant 8",
    ],
    "a field of nothing that is set": [
      workflow(`let x: any;\n  x.y = 1;\n  return { y: x.y };`),
      "property-of-nothing 8",
    ],
    "an object whose prototype is set": [
      workflow(`const o: any = {};\n  o.__proto__ = { a: 1 };\n  return o;`),
      "key-unsupported 8",
    ],
    "an error that is kept and thrown": [workflow(`const e = new Error("x");\n  throw e;`), "thrown 8"],
    "an error that a helper makes": [
      workflow(`throw fail("x");`, `function fail(text: string) { return new Error(text); }`),
      "thrown 7",
    ],
    "a default of undefined": [
      `${head}export default async function shot({ prompt, style = undefined }: { prompt: string; style?: string }) {\n  const photo = await flux({ prompt });\n  return { photo, style };\n}\n`,
      "input-optional 5",
    ],
    "a zod type that no JSON Schema says": [
      `${head}export const input = z.object({ prompt: z.string(), day: z.date().min(3) });\nexport default async function shot({ prompt }: z.infer<typeof input>) {\n  ${end}\n}\n`,
      "schema-method 5",
    ],
  };

  test.each(Object.entries(cases))("%s", (_, [source, expected]) => {
    expect(found(source)).toEqual([expected]);
  });
});

describe("a refused branch", () => {
  const branches = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const wanted = (flag: boolean) => (flag ? 1 : 2);
const isSafe = (made: { has_nsfw_concepts: boolean[] }) => !made.has_nsfw_concepts[0];
export default async function shot(input: { prompt: string; large: boolean; count: number }) {
  if (input.count) throw new Error("too many");
  let photo = await flux({ prompt: input.prompt });
  let size: "square" | "squar" = "squar";
  if (input.large) {
    size = "square";
    photo = await flux({ prompt: input.prompt, guidence_scale: 3 } as never);
    const settings: { a?: { b: string } } = {};
    photo = await flux({ prompt: settings.a!.b });
  } else await flux({ prompt: input.prompt, image_size: "landscape_43" as never });
  wanted(input.large);
  isSafe(await flux({ prompt: "a" }));
  // Which size, and which photo, nobody knows here.
  const last = await flux({ prompt: input.prompt, image_size: size as never });
  return { photo: photo.image.url, last: last.image.url };
}
`;

  test("is checked in the same run, without reports that depend on a guess", () => {
    const { diagnostics } = compileText(branches);
    expect(
      diagnostics.map(
        ({ code, span }) => `${code} ${span.source.text.slice(0, span.start).split("\n").length}`,
      ),
    ).toEqual([
      "condition-unknown 3",
      "condition-unknown 4",
      "condition-unknown 6",
      "condition-unknown 9",
      "field-unknown 11",
      "property-of-nothing 13",
      "field-value 14",
      "path-missing 19",
    ]);
  });

  test("names the source of the condition, through helpers", () => {
    const messages = compileText(branches).diagnostics.map(({ message }) => message);
    expect(messages).toContain(
      "This branch depends on `flag` (`large` of the input), which is known only at run time.",
    );
    const { diagnostics } = compileText(
      branches.replace("=> !made.has_nsfw_concepts[0]", "=> (made.has_nsfw_concepts[0] ? 1 : 2)"),
    );
    const [found] = diagnostics.filter(({ message }) => message.includes("has_nsfw_concepts"));
    expect(found?.message).toContain("(`has_nsfw_concepts[0]` of the result of `fal-ai/flux/dev`)");
    expect(found?.advice).toMatch(/^This depends on a model's result\./);
  });
});

describe("a value's source is named where the name does not say it", () => {
  type Row = readonly [code: string, helper: string, use: string, expected: string];
  const rows: readonly Row[] = [
    ["operator-on-reference", "(n: number) => n * 2", "input.count", "`n` (`count` of the input)"],
    ["operator-on-reference", "(n: number) => Math.max(n, 2)", "input.count", "`n` (`count` of the input)"],
    ["method-on-reference", "(s: string) => s.trim()", "`a ${input.prompt}`", "`s` (a string that contains `prompt` of the input)"],
    ["method-on-reference", "(all: any) => all.map(String)", "photo.images", "`all` (`images` of the result of `fal-ai/flux/dev`)"],
    ["loop-unknown", "(all: any) => { for (const each of all) void each; }", "photo.images", "`all` (`images` of the result of `fal-ai/flux/dev`)"],
    ["spread-unknown", "(all: any) => [...all]", "input.words", "`...all` (`words` of the input)"],
    ["key-unknown", "(key: string) => ({ a: 1 } as any)[key]", "input.prompt", "`key` (`prompt` of the input)"],
    ["model-id-unknown", "(id: string) => model(id as any)", "input.prompt", "`id` (`prompt` of the input)"],
    ["path-missing", "(made: any) => made.image", "photo", "`made` (the result of `fal-ai/flux/dev`)"],
    ["path-index", "(made: any) => made[0]", "photo.seed", "`made` (`seed` of the result of `fal-ai/flux/dev`)"],
    ["path-into-text", "(made: any) => made.text", "input.prompt", "`made` (`prompt` of the input)"],
    ["text-not-string", "(n: number) => `${n}!`", "input.count", "`n` (`count` of the input)"],
    ["condition-unknown", "(prompt: string) => (prompt ? 1 : 2)", "input.prompt", "`prompt` (from the input)"],
  ]; // prettier-ignore

  test.each(rows)("%s: %s", (code, helper, use, expected) => {
    const { diagnostics } = compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const helper = ${helper};
export default async function shot(input: { prompt: string; count: number; words: string[] }) {
  const photo = await flux({ prompt: input.prompt });
  return { photo, made: helper(${use}) };
}`);
    const [found] = diagnostics.filter((each) => each.code === code);
    expect(found?.message, diagnostics.map((each) => each.message).join("\n")).toContain(expected);
  });

  test("of a variable, and not of a field", () => {
    const { diagnostics } = compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot(input: { prompt: string; count: number }) {
  const photo = await flux({ prompt: input.prompt });
  const url = photo.images[0].url;
  return { photo, a: url.trim(), b: input.count + 1, c: photo.images[0]!.url.trim() };
}`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "`trim` needs the value of `url` (`images[0].url` of the result of `fal-ai/flux/dev`), which is known only at run time.",
      "`+` needs the value of `input.count`, which is known only at run time.",
      "`trim` needs the value of `photo.images[0]!.url`, which is known only at run time.",
    ]);
  });

  test("whose list it is decides what to do", () => {
    const words = (use: string) =>
      compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const helper = (all: any) => { for (const each of all) void each; };
export default async function shot(input: { prompt: string; words: string[] }) {
  const photo = await flux({ prompt: input.prompt });
  helper(${use});
  return { photo };
}`).diagnostics.find(({ code }) => code === "loop-unknown")?.advice;
    expect(words("photo.images")).toMatch(/^List the elements one by one, `all\[0\]` and so on/);
    expect(words("input.words")).toMatch(/^Whoever runs the workflow decides how many elements/);
  });
});

describe("reasons are true", () => {
  const refused = (line: string) =>
    compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
function draw(prompt: string) { return flux({ prompt }); }
enum Size { Small }
export default async function shot({ prompt }: { prompt: string }) {
  ${line}
  const photo = await draw(prompt);
  return { image: photo.images[0].url };
}
`).diagnostics.map(({ code, message }) => `${code}: ${message}`);

  test("a global that JavaScript has is never called undefined", () => {
    const names = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Za-z]\w*$/.test(name));
    const builtIn = names.filter((name) => !/vite|test|jest|^_/i.test(name));
    expect(builtIn).toContain("Float32Array");
    const undefinedNames = builtIn.filter((name) =>
      refused(`const used = ${name};`).some((each) => each.startsWith("name-unknown")),
    );
    expect(undefinedNames).toEqual([]);
    expect(refused("const used = nowhere;")).toEqual([expect.stringContaining("`nowhere` is not defined.")]);
  });

  test.each([
    ["draw = (() => 1) as never;", "Cannot assign to `draw`: it is a function."],
    ["Size = 1 as never;", "Cannot assign to `Size`: it is an enum."],
    ["const fixed = 1; fixed = 2 as never;", "Cannot assign to `fixed`: it is a constant."],
  ])("%s %s", (line, message) => {
    expect(refused(line)).toContain(`assign-constant: ${message}`);
  });
});
