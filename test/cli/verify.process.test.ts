/** `falc verify`: the author's function really runs, in a separate process, alongside its graph. */
import { spawn } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { runCompilation } from "../../src/workspace/compile/compilation.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { openEmulator } from "../../src/cli/run/engine.ts";
import type { Difference } from "../../src/workspace/verify/compare.ts";
import type { ReachedField, ReachedFields } from "../../src/workspace/run/reached-fields.ts";
import { sampleInput } from "../../src/workspace/verify/sample-input.ts";
import { subjectOf } from "../../src/workspace/verify/subject.ts";
import { listDifferences } from "../../src/workspace/verify/value-difference.ts";
import { verifyWorkflow } from "../../src/workspace/verify/verify-workflow.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { readBare } from "../../src/graph/dialects/bare.ts";
import { checkInput } from "../../src/runner/input.ts";
import { chat, fields, type Result, TestProject } from "../support/project.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const source = (file: string) => JSON.stringify(pathToFileURL(`${repository}src/${file}`).href);

const honest = `export * from ${source("index.ts")};\n`;

/** A `falc` that modifies calls behind the compiler's back: `call` has `send` and `input` in scope. */
function patched(call: string, before = ""): string {
  return `import { model as real } from ${source("index.ts")};
${before}
export function model(endpoint) {
  const send = real(endpoint);
  return async (input, options) => { ${call} };
}
`;
}

function projectWith(files: Readonly<Record<string, string>>, falc = honest): TestProject {
  const project = new TestProject({
    "package.json": '{ "type": "module" }',
    "node_modules/falc/package.json": '{ "name": "falc", "type": "module", "exports": "./index.ts" }',
    "node_modules/falc/index.ts": falc,
    ...files,
  });
  if (files["node_modules/zod/index.ts"] === undefined) {
    symlinkSync(`${repository}node_modules/zod`, project.path("node_modules/zod"));
  }
  return project;
}

const parallel = `import { model } from "falc";
const llm = model("openrouter/router");
export default async function parallel({ topic }: { topic: string }) {
  const [a, b, c] = await Promise.all(["x", "y", "z"].map((word) => llm({ model: "m", prompt: topic + word })));
  return { a: a!.output, b: b!.output, c: c!.output };
}
`;

const one = `import { model } from "falc";
const llm = model("openrouter/router");
export default async function one({ topic }: { topic: string }) {
  const said = await llm({ model: "m", prompt: topic });
  return { said: { text: said.output } };
}
`;

function verify(
  project: TestProject,
  words: readonly string[],
  settings?: Parameters<TestProject["falc"]>[1],
) {
  return project.falc(["verify", ...words], settings);
}

interface JsonWorkflow {
  readonly verdict: string;
  readonly [key: string]: unknown;
}

function onlyWorkflow({ out }: Result): JsonWorkflow {
  const { workflows } = JSON.parse(out) as { readonly workflows: readonly [JsonWorkflow] };
  expect(workflows).toHaveLength(1);
  return workflows[0];
}

describe("falc verify reports that function and graph are the same", () => {
  test("after saying whose code it runs", async () => {
    const project = projectWith({ "workflows/chat.ts": chat });
    const { code, out, err } = await verify(project, ["chat", "--topic", "tea"]);
    expect({ code, out, err }).toEqual({
      code: 0,
      out: "same: 2 calls, same output\n",
      err: "verify runs your code: workflows/chat.ts\n",
    });
  });

  test("with a sample input if none is given, and shows it", async () => {
    const project = projectWith({ "workflows/chat.ts": chat });
    const { code, out, err } = await verify(project, ["chat"]);
    expect({ code, out }).toEqual({ code: 0, out: "same: 2 calls, same output\n" });
    expect(err).toContain(`since none is given:\n  {\n    "topic": "sample topic"\n  }\n`);
  });

  test("of many calls at once, without a warning of Node's", async () => {
    const project = projectWith({
      "workflows/many.ts": `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function many({ prompt }: { prompt: string }) {
  const shots = await Promise.all([..."abcdefghijklmnop"].map((letter) => flux({ prompt: prompt + letter })));
  return { urls: shots.map((shot) => shot.images[0].url) };
}
`,
    });
    const warnings: string[] = [];
    const warn = ({ name }: Error) => void warnings.push(name);
    process.on("warning", warn);
    const { code, out } = await verify(project, ["many", "--prompt", "a"]);
    process.off("warning", warn);
    expect({ code, out, warnings }).toEqual({ code: 0, out: "same: 16 calls, same output\n", warnings: [] });
  });

  test("with input from a file, JSON text or standard input", async () => {
    const project = projectWith({ "workflows/one.ts": one, "in.json": '{ "topic": "from a file" }' });
    const sent = async (words: readonly string[], stdin?: string) => {
      const result = await verify(project, ["one", "--json", ...words], stdin === undefined ? {} : { stdin });
      return onlyWorkflow(result)["input"];
    };
    expect(await sent(["--input", "in.json"])).toEqual({ topic: "from a file" });
    expect(await sent(["-i", '{"topic":"text"}'])).toEqual({ topic: "text" });
    expect(await sent(["-i", "-"], '{"topic":"piped"}')).toEqual({ topic: "piped" });
  });

  test("with zod's defaults on both sides", async () => {
    const project = projectWith({ "workflows/fields.ts": fields });
    const result = await verify(project, ["fields", "--prompt", "hello", "--json"]);
    expect(result.code).toBe(0);
    const { verdict, function: direct } = onlyWorkflow(result);
    expect(verdict).toBe("same");
    expect(direct).toMatchObject({ output: { prompt: "hello", steps: 28, hd: true, size: "square" } });
  });

  test("for a function that uses helpers, JSON, defaults in the code and another workflow", async () => {
    const project = projectWith({
      "workflows/one.ts": one,
      "workflows/_words.ts": `export const style = (text: string, times = 2) => (text + ". ").repeat(times);\n`,
      "workflows/data.json": `{ "tones": ["calm", "bold"] }`,
      "workflows/all.ts": `import { model } from "falc";
import { style } from "./_words.ts";
import data from "./data.json" with { type: "json" };
import one from "./one.ts";
const llm = model("openrouter/router");
export default async function all({ topic, tail = "end" }: { topic: string; tail?: string }) {
  const first = await one({ topic });
  const answers = [];
  for (const tone of data.tones) {
    const answer = await llm({ model: "m", prompt: style(tone) + first.said.text + tail });
    answers.push(answer.output);
  }
  return { answers };
}
`,
    });
    const result = await verify(project, ["all", "--topic", "tea", "--json"]);
    expect(result).toMatchObject({ code: 0 });
    expect(onlyWorkflow(result)).toMatchObject({ verdict: "same", sameCalls: 3, differences: [] });
  });

  test("in a CommonJS package, explicit or not", async () => {
    for (const packageJson of ['{ "type": "commonjs" }', "{}"]) {
      const project = projectWith({ "workflows/fields.ts": fields, "package.json": packageJson });
      expect(await verify(project, ["fields", "--prompt", "hello"])).toMatchObject({
        code: 0,
        out: "same: 3 calls, same output\n",
      });
    }
  });

  test("with another copy of falc in the project", async () => {
    const project = projectWith({ "workflows/chat.ts": chat }, `export * from "./copy/index.ts";\n`);
    cpSync(`${repository}src/index.ts`, project.path("node_modules/falc/copy/index.ts"));
    cpSync(`${repository}src/authoring`, project.path("node_modules/falc/copy/authoring"), {
      recursive: true,
    });
    expect(await verify(project, ["chat"])).toMatchObject({ code: 0, out: "same: 2 calls, same output\n" });
  });

  test("for each workflow of the project, on one line each", async () => {
    const project = projectWith({ "workflows/chat.ts": chat, "workflows/parallel.ts": parallel });
    const { code, out, err } = await verify(project, []);
    expect({ code, out }).toEqual({
      code: 0,
      out: "chat      same: 2 calls, same output\nparallel  same: 3 calls, same output\n",
    });
    expect(err).toBe("verify runs your code: workflows/chat.ts, workflows/parallel.ts\n");
  });
});

describe("falc verify shows the first difference", () => {
  test("in a call's input: the node, its line, the path, both values", async () => {
    const falc = patched("return send({ ...input, prompt: input.prompt + '!' }, options);");
    const project = projectWith({ "workflows/chat.ts": chat }, falc);
    const { code, out } = await verify(project, ["chat", "--topic", "tea"]);
    expect(code).toBe(1);
    expect(out).toBe(`different: question gets a different input
  workflows/chat.ts:12:26  question  openrouter/router
  prompt
    function  "Ask about tea!"
    graph     "Ask about tea"
  0 calls the same, 2 different.
`);
  });

  test("with everything in --json", async () => {
    const falc = patched("return send({ ...input, prompt: input.prompt + '!' }, options);");
    const project = projectWith({ "workflows/chat.ts": chat }, falc);
    const result = await verify(project, ["chat", "--topic", "tea", "--json"]);
    expect(result.code).toBe(1);
    const { verdict, differences } = onlyWorkflow(result);
    expect(verdict).toBe("different");
    expect(differences).toMatchObject([
      { kind: "call-input", node: "question", place: { file: "workflows/chat.ts", line: 12 } },
      {
        kind: "call-input",
        node: "answer",
        places: [
          { path: "prompt", function: expect.stringMatching(/!$/), graph: expect.stringMatching(/[^!]$/) },
        ],
      },
      { kind: "output", places: [{ path: "answer" }] },
    ]);
  });

  test("in a call that only the function makes, with the author's line", async () => {
    const falc = patched("await send({ ...input, prompt: 'twice' }); return send(input, options);");
    const project = projectWith({ "workflows/one.ts": one }, falc);
    const { code, out } = await verify(project, ["one", "--topic", "tea"]);
    expect(code).toBe(1);
    expect(out).toBe(`different: only the function makes this call
  workflows/one.ts:4:16  openrouter/router
  {
    "model": "m",
    "prompt": "twice"
  }
  1 call the same, 1 different.
`);
  });

  test("in a call that only the graph makes", async () => {
    const falc = patched("return { output: 'made up' };");
    const project = projectWith({ "workflows/one.ts": one }, falc);
    const { code, out } = await verify(project, ["one", "--topic", "tea"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^different: only the graph makes the call said\n {2}workflows\/one\.ts:4:\d+ {2}said /,
    );
  });

  test("in the output", async () => {
    const falc = patched(
      "const { output } = await send(input, options); return { output: output.toUpperCase() };",
    );
    const project = projectWith({ "workflows/one.ts": one }, falc);
    const { code, out } = await verify(project, ["one", "--topic", "tea"]);
    expect(code).toBe(1);
    expect(out).toBe(`different: the outputs differ
  said.text
    function  "EMULATED ANSWER OF OPENROUTER/ROUTER TO: TEA"
    graph     "emulated answer of openrouter/router to: tea"
`);
  });

  test("between zod and the compiled interface", async () => {
    const project = projectWith({
      "workflows/fields.ts": fields,
      "node_modules/zod/package.json": '{ "name": "zod", "type": "module", "exports": "./index.ts" }',
      "node_modules/zod/index.ts": `import * as real from ${JSON.stringify(pathToFileURL(`${repository}node_modules/zod/index.js`).href)};
const object = (shape) => {
  const schema = real.z.object(shape);
  return { safeParse: (value) => { const { data, error } = schema.safeParse(value); return error ? { error } : { data: { ...data, steps: 29 } }; } };
};
export const z = { ...real.z, object };
`,
    });
    const { code, out } = await verify(project, ["fields", "--prompt", "hello"]);
    expect(code).toBe(1);
    expect(out).toBe(`different: zod and the compiled interface fill in the input differently
  steps
    zod    29
    graph  28
`);
  });

  test("in one of several workflows, and goes on with the others", async () => {
    const falc = patched(
      "return send(input.prompt === 'sample topic' ? { ...input, prompt: 'x' } : input, options);",
    );
    const project = projectWith({ "workflows/one.ts": one, "workflows/parallel.ts": parallel }, falc);
    const { code, out } = await verify(project, []);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^one {7}different: said gets a different input\n[^]*^parallel {2}same: 3 calls, same output\n$/m,
    );
  });
});

describe("a tampered graph is noticed:", () => {
  type Nodes = Record<
    string,
    { type: string; depends: string[]; input: Record<string, unknown>; app: string }
  >;

  async function firstDifference(tamper: (nodes: Nodes) => void): Promise<Difference | undefined> {
    const project = projectWith({ "workflows/chat.ts": chat });
    const opened = new Project(project.root);
    const { files, diagnostics } = runCompilation({
      cwd: project.root,
      files: opened.listWorkflowFiles(),
      required: true,
    });
    const [file] = files;
    if (file?.emitted === undefined) throw new Error("not compiled");
    const nodes = JSON.parse(file.emitted.graph) as Nodes;
    tamper(nodes);
    const read = readBare(nodes);
    if ("problems" in read) throw new Error(read.problems.join());
    const engine = await openEmulator(openCatalog(), "");
    try {
      const subject = { ...subjectOf(file, file.emitted, diagnostics, opened), graph: read.graph };
      const { verdict } = await verifyWorkflow(subject, engine.calls, {
        project: opened,
        given: { topic: "tea" },
        filled: { topic: "tea" },
        orders: 1,
        timeoutSeconds: 3600,
        signal: new AbortController().signal,
        cwd: project.root,
        env: {},
        print: () => undefined,
      });
      return verdict.kind === "different" ? verdict.first : undefined;
    } finally {
      await engine.close();
    }
  }

  test("the original graph passes", async () => {
    expect(await firstDifference(() => undefined)).toBeUndefined();
  });

  test("another field", async () => {
    const difference = await firstDifference(({ answer }) => void (answer!.input["temperature"] = 1));
    expect(difference).toMatchObject({
      kind: "call-input",
      graphCall: { node: "answer", place: { line: 13 } },
      places: [{ path: ["temperature"], inFunction: undefined, inGraph: 1 }],
    });
  });

  test("another reference", async () => {
    const difference = await firstDifference((nodes) => {
      nodes["answer"]!.input["prompt"] = "$input.topic";
      nodes["answer"]!.depends = ["input"];
    });
    expect(difference).toMatchObject({ kind: "call-input", places: [{ path: ["prompt"], inGraph: "tea" }] });
  });

  test("another endpoint", async () => {
    const difference = await firstDifference(
      ({ question }) => void (question!.app = "openrouter/router/vision"),
    );
    expect(difference).toMatchObject({ kind: "graph-only-call", graphCall: { node: "question" } });
  });
});

describe("falc verify explains what went wrong in", () => {
  test("a function that throws: the author's line, not falc's", async () => {
    const project = projectWith({
      "workflows/_pick.ts": `export function pick(images: { url: string }[]) {\n  return images[5]!.url;\n}\n`,
      "workflows/shot.ts": `import { model } from "falc";
import { pick } from "./_pick.ts";
const flux = model("fal-ai/flux/schnell");
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, image_size: "square" });
  return { url: pick(photo.images) };
}
`,
    });
    const { code, out } = await verify(project, ["shot", "--prompt", "tea"]);
    expect(code).toBe(1);
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/^threw: TypeError: Cannot read properties of undefined/);
    expect(lines[1]).toMatch(/^ {2}workflows\/_pick\.ts:2:\d+$/);
    expect(lines[2]).toMatch(/^ {2}workflows\/shot\.ts:6:\d+$/);
    expect(out).toContain("The graph fails too:");
    expect(out).not.toMatch(/node_modules|child\.ts|model\.ts/);
  });

  test("a call that the emulator rejects, which is not a difference", async () => {
    const project = projectWith({
      "workflows/far.ts": `import { model } from "falc";
const see = model("fal-ai/bria/background/remove");
const llm = model("openrouter/router");
export default async function far({ link }: { link: string }) {
  const seen = await see({ image_url: link });
  const said = await llm({ model: "m", prompt: "independent" });
  return { said: said.output, seen: seen.image };
}
`,
    });
    const { code, out } = await verify(project, ["far", "--link", "http://localhost/a.png"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^not verified: the emulator rejects a call that both make\n {2}failed seen \(422\): /,
    );
    expect(out).toContain("workflows/far.ts:5:");
    // The sample knows what the link is used for.
    expect(await verify(project, ["far"])).toMatchObject({ code: 0, out: "same: 2 calls, same output\n" });
  });

  test("a function that waits for ever", async () => {
    const project = projectWith({ "workflows/one.ts": one }, patched("return new Promise(() => {});"));
    const { code, out } = await verify(project, ["one"]);
    expect({ code, out }).toEqual({
      code: 1,
      out: "not verified: workflows/one.ts will never return: it waits for something that will never happen\n",
    });
  });

  test("a function in an endless loop, after --timeout", async () => {
    const project = projectWith({ "workflows/one.ts": one }, patched("for (;;);"));
    const { code, out } = await verify(project, ["one", "--timeout", "2"]);
    expect({ code, out }).toEqual({
      code: 1,
      out: "not verified: workflows/one.ts did not return within 2 s\n  To allow more time: --timeout <seconds>\n",
    });
  });

  test("a function whose process ends", async () => {
    const project = projectWith({ "workflows/one.ts": one }, patched("process.exit(3);"));
    const { code, out } = await verify(project, ["one"]);
    expect(code).toBe(1);
    expect(out).toBe(
      "not verified: workflows/one.ts ended its process with exit code 3 before it returned\n",
    );
  });

  test("a function whose result depends on the order of answers", async () => {
    const falc = patched(
      `if (input.prompt === "last") return send({ ...input, prompt: first === "x" ? "last" : "odd" });
       const answer = await send(input, options);
       first ??= input.prompt.at(-1);
       return answer;`,
      "let first;",
    );
    const last = `const { output } = await llm({ model: "m", prompt: "last" });\n  return { output,`;
    const project = projectWith({ "workflows/parallel.ts": parallel.replace("return {", last) }, falc);
    const { code, out } = await verify(project, ["parallel"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^order matters: answered reversed, the function itself behaves differently\n/);
    expect(out).toContain(`prompt\n    as called  "last"\n    reversed   "odd"\n`);
    expect(out).toContain("falc should have refused this workflow.");
    // In call order, the difference does not show.
    expect(await verify(project, ["parallel", "--orders", "1"])).toMatchObject({ code: 0 });
  });

  test("a workflow whose package is not installed", async () => {
    const project = new TestProject({ "package.json": '{ "type": "module" }', "workflows/one.ts": one });
    const { code, out } = await verify(project, ["one"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^not verified: workflows\/one\.ts could not be loaded: .*Cannot find package 'falc'/,
    );
    expect(out).toContain("npm install falc\n");
  });

  test("an interface for which no sample can be made", async () => {
    const project = projectWith({
      "workflows/code.ts": `import { model } from "falc";
import { z } from "zod";
const llm = model("openrouter/router");
export const input = z.object({ code: z.string().regex(/^[A-Z]{3}-\\d{4}$/) });
export default async function code({ code }: z.infer<typeof input>) {
  const said = await llm({ model: "m", prompt: code });
  return { said: said.output };
}
`,
    });
    const { code, out } = await verify(project, ["code"]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^not verified: no sample input could be made\n {2}code .*\n {2}To use your own input: /,
    );
    expect(await verify(project, ["code", "--code", "ABC-1234"])).toMatchObject({ code: 0 });
  });
});

describe("the author's code", () => {
  test("prints to standard error, even if standard output is JSON", async () => {
    const falc = patched("console.log('noise ☕'); console.error('more'); return send(input, options);");
    const project = projectWith({ "workflows/one.ts": one }, falc);
    const result = await verify(project, ["one", "--json"]);
    expect(onlyWorkflow(result).verdict).toBe("same");
    expect(result.err).toContain("noise ☕\n");
    expect(result.err).toContain("more\n");
  });

  test("gets the environment without fal's key", async () => {
    const falc = patched(
      "console.log(JSON.stringify([Object.keys(process.env).filter((name) => name.startsWith('FAL_')), process.env.SHOP])); return send(input, options);",
    );
    const project = projectWith({ "workflows/one.ts": one }, falc);
    const env = { FAL_KEY: "a:b", FAL_KEY_ID: "a", FAL_KEY_SECRET: "b", SHOP: "chairs" };
    const { code, err } = await verify(project, ["one"], { env });
    expect(code).toBe(0);
    expect(err).toContain('[[],"chairs"]\n');
  });

  test("is not run if the workflow does not compile; the diagnostics are those of falc compile", async () => {
    const project = projectWith({
      "workflows/bad.ts": `import { model } from "falc";
import { writeFileSync } from "node:fs";
const llm = model("openrouter/router");
writeFileSync("ran.txt", "");
export default async function bad({ topic }: { topic: string }) {
  const said = await llm({ model: "m", promt: topic });
  return { said: said.output };
}
`,
    });
    const compiled = await project.falc(["compile", "bad"]);
    const { code, out, err } = await verify(project, ["bad"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe(compiled.err.replace("Nothing was written.", "Nothing was run."));
    expect(() => project.read("ran.txt")).toThrow();
  });

  test("is killed by Ctrl-C, even in an endless loop", async () => {
    const falc = patched("console.log('pid', process.pid); for (;;);");
    const project = projectWith({ "workflows/one.ts": one }, falc);
    const interrupt = new AbortController();
    let printed = "";
    const { code, out } = await verify(project, ["one"], {
      interrupt: interrupt.signal,
      onError: (text) => {
        printed += text;
        if (/pid \d+\n/.test(printed)) interrupt.abort();
      },
    });
    expect({ code, out }).toEqual({ code: 130, out: "" });
    expect(printed).toMatch(/\nInterrupted\.\n$/);
    const pid = Number(/pid (\d+)/.exec(printed)?.[1]);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

describe("falc verify explains", () => {
  let project: TestProject;
  beforeAll(() => {
    project = projectWith({ "workflows/chat.ts": chat, "workflows/one.ts": one });
  });

  test.each([
    [["chatt"], 'there is no workflow or file "chatt"\nDid you mean chat?'],
    [["one", "--topik", "x"], "unknown option '--topik'"],
    [
      ["one", "--topic"],
      "the input of one is invalid:\n  topic has no value after --topic\nIts inputs: falc verify one --help",
    ],
    [["one", "--input", "{}"], "topic is required"],
    [["--input", "one", "chat"], "put the workflow's name first"],
    [["one", "chat"], 'unexpected arguments: "chat"'],
    [["--input", "{}"], "an input is for one workflow"],
    [["one", "--orders", "0"], "It must be a whole number, at least 1."],
  ])("%j", async (words, message) => {
    const { code, out, err } = await verify(project, words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  test("itself and a workflow's inputs", async () => {
    const general = await verify(project, ["--help"]);
    expect(general).toMatchObject({ code: 0, err: "" });
    expect(general.out).toContain("This runs your code");
    const own = await verify(project, ["chat", "--help"]);
    expect(own).toMatchObject({ code: 0, err: "" });
    expect(own.out).toMatch(/--topic <value> +What to talk about/);
  });

  test("that the artifact is out of date", async () => {
    const stale = projectWith({ "workflows/one.ts": one });
    const warning = "dist-workflows/one.json is out of date";
    expect((await verify(stale, ["one"])).err).not.toContain(warning);
    await stale.falc(["compile"]);
    expect((await verify(stale, ["one"])).err).not.toContain(warning);
    stale.write("workflows/one.ts", one.replace('model: "m"', 'model: "n"'));
    const { code, err } = await verify(stale, ["one"]);
    expect(code).toBe(0);
    expect(err).toContain(`warning: ${warning}. Run: falc compile\n`);
  });
});

describe("a sample input", () => {
  const cases: readonly (readonly [string, Schema])[] = [
    ["texts", { properties: { a: { type: "string", minLength: 40 }, b: { type: "string", maxLength: 3 } } }],
    [
      "patterns",
      {
        properties: {
          sku: { type: "string", pattern: "^SKU-.*" },
          file: { type: "string", pattern: ".*\\.png$" },
        },
      },
    ],
    [
      "numbers",
      {
        properties: {
          steps: { type: "integer", minimum: 10, maximum: 12 },
          half: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
          tens: { type: "integer", minimum: 15, multipleOf: 10 },
        },
      },
    ],
    [
      "choices",
      { properties: { size: { enum: ["s", "m"] }, one: { const: 1 }, maybe: { type: ["null", "boolean"] } } },
    ],
    ["unions", { properties: { either: { anyOf: [{ type: "null" }, { type: "number", minimum: 3 }] } } }],
    [
      "lists and objects",
      {
        properties: {
          tags: { type: "array", items: { type: "string" }, minItems: 3 },
          shots: {
            type: "array",
            items: {
              type: "object",
              properties: { url: { type: "string", format: "uri" } },
              required: ["url"],
            },
          },
          pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
          words: { type: "object", additionalProperties: { type: "string" } },
        },
      },
    ],
  ];
  test.each(cases)("of %s is accepted", (_, { properties = {} }) => {
    const schema: Schema = { type: "object", properties, required: Object.keys(properties) };
    const input = sampleInput(schema, () => []);
    expect(checkInput(schema, input)).toEqual({ input });
  });

  test("fits the model that receives it", () => {
    const text: Schema = { type: "string" };
    const goesTo: Readonly<Record<string, Omit<ReachedField, "app">>> = {
      size: { name: "image_size", schema: { enum: ["square", "portrait"] } },
      steps: { name: "num_steps", schema: { type: "number", minimum: 20 } },
      a: { name: "image_url", schema: undefined },
      ratio: { name: "aspect_ratio", schema: { enum: ["1:1", "16:9"], default: "16:9" } },
      preset: { name: "size", schema: { anyOf: [{ type: "object", properties: {} }, { enum: ["hd"] }] } },
      seconds: { name: "duration", schema: { enum: [5, 10] } },
      clip: { name: "video_url", schema: text },
      voice: { name: "reference_audio_url", schema: text },
    };
    const properties = Object.fromEntries(
      Object.keys(goesTo).map((name): [string, Schema] => [
        name,
        name === "steps" || name === "seconds" ? { type: "number" } : text,
      ]),
    );
    const clips: Schema = {
      type: "array",
      minItems: 2,
      items: { type: "object", properties: { path: text } },
    };
    const schema: Schema = { properties: { ...properties, clips } };
    const reached: ReachedFields = ([first, ...rest]) => {
      const field = goesTo[String(first)];
      if (rest.at(-1) === "path") return [{ app: "me/app", name: "audio_url", schema: text }];
      return field === undefined ? [] : [{ app: "me/app", ...field }];
    };
    expect(sampleInput(schema, reached)).toEqual({
      size: "square",
      steps: 20,
      a: expect.stringMatching(/^data:image\/png;base64,/),
      ratio: "16:9",
      preset: "hd",
      seconds: 5,
      clip: "https://example.com/sample.mp4",
      voice: "https://example.com/sample.mp3",
      clips: [{ path: "https://example.com/sample.mp3" }, { path: "https://example.com/sample.mp3" }],
    });
  });
});

test("values are compared location by location", () => {
  const one = { a: [1, { b: "x" }], c: null, same: { k: 1, l: 2 } };
  const other = { same: { l: 2, k: 1 }, a: [1, { b: "y" }, 3], d: 0 };
  expect(listDifferences(one, other)).toEqual([
    { path: ["a", 1, "b"], inFunction: "x", inGraph: "y" },
    { path: ["a", 2], inFunction: undefined, inGraph: 3 },
    { path: ["c"], inFunction: null, inGraph: undefined },
    { path: ["d"], inFunction: undefined, inGraph: 0 },
  ]);
  expect(listDifferences({ toString: 1 }, {})).toHaveLength(1);
});

describe("the built command", () => {
  const bin = `${repository}dist/falc.cjs`;

  function start(project: TestProject, words: readonly string[]) {
    const child = spawn(process.execPath, [bin, "verify", ...words], {
      cwd: project.root,
      env: { PATH: process.env["PATH"] },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.err += text));
    return { child, printed, ended: new Promise<number | null>((resolve) => child.on("close", resolve)) };
  }

  test("verifies with its own tsx, and exits by itself", async () => {
    const falc = `export * from ${JSON.stringify(pathToFileURL(`${repository}dist/index.js`).href)};\n`;
    const { printed, ended } = start(projectWith({ "workflows/chat.ts": chat }, falc), ["chat"]);
    expect({ code: await ended, ...printed }).toMatchObject({ code: 0, out: "same: 2 calls, same output\n" });
  });

  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "leaves no process behind after %s",
    async (signal) => {
      const falc = patched("console.log('pid', process.pid); for (;;);");
      const { child, printed, ended } = start(projectWith({ "workflows/one.ts": one }, falc), ["one"]);
      await new Promise<void>((resolve) =>
        child.stderr.on("data", () => void (/pid \d+\n/.test(printed.err) && resolve())),
      );
      const pid = Number(/pid (\d+)/.exec(printed.err)?.[1]);
      child.kill(signal);
      expect(await ended).toBe({ SIGINT: 130, SIGTERM: 143, SIGKILL: null }[signal]);
      await expect.poll(() => isAlive(pid), { timeout: 600_000 }).toBe(false);
    },
  );

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }
});
