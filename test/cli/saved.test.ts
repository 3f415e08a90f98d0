/** `falc compile --form saved`: one workflow as the document that fal's REST API saves. */
import { readdirSync } from "node:fs";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { chat, custom, fields, type Result, TestProject } from "../support/project.ts";
import { compileText } from "../support/compile-source.ts";

const saved = (project: TestProject, ...words: readonly string[]): Promise<Result> =>
  project.falc(["compile", ...words, "--form", "saved"]);

describe("falc compile --form saved", () => {
  test("prints the document, as prettier would, and writes nothing", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    const { code, out, err } = await saved(project, "chat");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(await format(out, { parser: "json" })).toBe(out);
    expect(readdirSync(project.root)).toEqual(["workflows"]);
    const { name, title, is_public, contents } = JSON.parse(out);
    expect({ name, title, is_public }).toEqual({
      name: "chat",
      title: "A question and its answer",
      is_public: false,
    });
    // Text nodes are nodes like any other.
    expect(Object.keys(contents.nodes)).toEqual(["question_prompt", "question", "answer", "output"]);
    expect(contents.output).toEqual({ answer: "$answer.output" });
    expect(contents.schema.input).toEqual({
      topic: {
        name: "topic",
        label: "Topic",
        type: "string",
        description: "What to talk about",
        required: true,
        modelId: "question_prompt",
      },
    });
    expect(contents.schema.output).toEqual({ answer: { name: "answer", label: "Answer", type: "string" } });
  });

  test("has the nodes of the artifact, which does not change", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    await project.falc(["compile"]);
    const artifact = project.read("dist-workflows/chat.json");
    const { contents } = JSON.parse((await saved(project, "chat")).out);
    expect(project.read("dist-workflows/chat.json")).toBe(artifact);
    const { input: _, ...nodes } = JSON.parse(artifact);
    for (const [id, node] of Object.entries(nodes)) expect(contents.nodes[id]).toMatchObject(node as object);
    expect(Object.keys(contents.nodes)).toEqual(Object.keys(nodes));
  });

  test("gives the same bytes from another folder and with other line ends", async () => {
    const one = new TestProject({ "workflows/ads/chat.ts": chat });
    const other = new TestProject({ "workflows/ads/chat.ts": chat.replaceAll("\n", "\r\n") });
    const { out } = await saved(one, "ads/chat");
    expect((await saved(one, "ads/chat")).out).toBe(out);
    expect((await other.falc(["compile", "chat.ts", "--form=saved"], { cwd: "workflows/ads" })).out).toBe(
      out,
    );
  });

  test("a folder becomes part of the name, which must be unique", async () => {
    const project = new TestProject({ "workflows/ads/chat.ts": chat });
    expect(JSON.parse((await saved(project)).out)).toMatchObject({ name: "ads-chat" });
    project.write("workflows/ads-chat.ts", chat);
    expect(await saved(project, "ads/chat")).toEqual({
      code: 1,
      out: "",
      err: "error: workflows/ads/chat.ts and workflows/ads-chat.ts would both be saved as ads-chat\nRename one of them.\n",
    });
  });

  test("warns about defaults and types that fal is not known to accept, and prints anyway", async () => {
    const source = fields.replace(
      "steps: z.number().int()",
      "sizes: z.array(z.number()), steps: z.number().int()",
    );
    const project = new TestProject({
      "workflows/fields.ts": source.replace("hd: i.hd", "sizes: i.sizes, hd: i.hd"),
    });
    const { code, out, err } = await saved(project, "fields");
    expect(code).toBe(0);
    const told = [...err.matchAll(/:(\d+):\d+ warning (\S+)\n(.*)$/gm)].map(([, line, id, text]) => [
      line,
      id,
      text,
    ]);
    const send = (field: string) =>
      `Every run of the saved workflow must send \`${field}\`, although it has a default here.`;
    expect(told).toEqual([
      ["9", "saved-input-default", send("image_urls")],
      ["10", "saved-input-default", send("hd")],
      ["11", "saved-input-type", "Input field `sizes` is saved without a type."],
      ["11", "saved-input-default", send("steps")],
      ["12", "saved-input-default", send("size")],
      ["13", "saved-input-default", send("json")],
    ]);
    const { input } = JSON.parse(out).contents.schema;
    const label = (name: string) => ({ name, required: true });
    expect(input).toMatchObject({
      prompt: { ...label("prompt"), label: "Prompt", type: "string", modelId: "review" },
      image_urls: { ...label("image_urls"), type: { kind: "list", elementType: "string" }, defaultValue: [] },
      hd: { ...label("hd"), type: "boolean", defaultValue: true },
      sizes: label("sizes"),
      steps: { ...label("steps"), type: "number", defaultValue: 28 },
      size: { ...label("size"), type: "string", defaultValue: "square" },
    });
    expect(input.sizes).not.toHaveProperty("type");
    expect(input.hd).not.toHaveProperty("modelId");
  });

  test("none of this affects the artifacts", async () => {
    const project = new TestProject({ "workflows/fields.ts": fields });
    expect(await project.falc(["compile", "--form", "bare"])).toEqual({
      code: 0,
      out: "workflows/fields.ts -> dist-workflows/fields.json   3 model calls\n",
      err: "",
    });
  });

  test("refuses an output that is not a reference, at its own expression", async () => {
    const source = custom.replace("after: after.output,", 'after: after.output, style: "noir",');
    const project = new TestProject({ "workflows/custom.ts": source });
    expect((await project.falc(["compile"])).code).toBe(0);
    const { code, out, err } = await saved(project, "custom");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("workflows/custom.ts:10:40 unsupported saved-output\n");
    expect(err).toContain("A saved workflow cannot return a constant, but `style` is one.\n");
    expect(err).toContain("    return { after: after.output, other: other.output };\n");
    expect(err).toMatch(/\n1 problem\.\n$/);
  });

  test("does not let a text overwrite the terminal", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat.replace("Ask about", "Ask\u009b2J about") });
    const { out } = await saved(project, "chat");
    expect(out).not.toContain("\u009b");
    expect(JSON.parse(out).contents.nodes.question_prompt.input.text1).toBe("Ask\u009b2J about ");
  });

  test("reports other errors of the workflow", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat.replace("await llm", "await llmm") });
    const { code, out, err } = await saved(project, "chat");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("error name-unknown");
  });

  test.each<[string, readonly string[], string]>([
    [
      "several workflows",
      [],
      "the saved form takes one workflow, but these are 2: chat, custom\nName one: falc compile chat --form saved",
    ],
    ["no workflow", ["chatt"], 'there is no workflow or file "chatt"\nDid you mean chat?'],
    [
      "--check",
      ["chat", "--check"],
      "--form saved and --check contradict each other\nOnly the saved form is printed to standard output.",
    ],
    [
      "--json",
      ["chat", "--json"],
      "--form saved and --format json contradict each other\nOnly the saved form is printed to standard output.",
    ],
    [
      "--format github",
      ["chat", "--format", "github"],
      "--form saved and --format github contradict each other\nOnly the saved form is printed to standard output.",
    ],
  ])("does not take %s", async (_, words, message) => {
    const project = new TestProject({ "workflows/chat.ts": chat, "workflows/custom.ts": custom });
    const { out, ...rest } = await saved(project, ...words);
    expect(rest).toEqual({ code: 2, err: `error: ${message}\n` });
    // Instead of a document, JSON's error.
    const [text, hint] = message.split("\n");
    if (words.includes("--json")) expect(JSON.parse(out)).toEqual({ kind: "error", message: text, hint });
    else expect(out).toBe("");
  });

  test("refuses another form", async () => {
    const { code, err } = await new TestProject({ "workflows/chat.ts": chat }).falc([
      "compile",
      "--form",
      "contents",
    ]);
    expect(code).toBe(2);
    expect(err).toContain("Allowed choices are bare, saved.");
  });

  test("is in the help, with an example", async () => {
    const { out } = await new TestProject().falc(["compile", "--help"]);
    expect(out).toContain("--form <form>");
    expect(out).toContain("falc compile product-shot --form saved > product-shot.saved.json");
  });
});

/** What is returned → the rewrite; `undefined` if there are only words. */
const rewrites: readonly (readonly [string, string, string | undefined])[] = [
  ["a constant at the end", `return { image: a.url, style: "noir" };`, "return { image: a.url };"],
  ["a constant at the beginning", `return { style: "noir", image: a.url };`, "return { image: a.url };"],
  [
    "a constant on a separate line",
    `return {\n    image: a.url,\n    style: "noir",\n    seed: one.seed,\n  };`,
    "// lines 8 to 12\nreturn {\n  image: a.url,\n  seed: one.seed,\n};",
  ],
  [
    "a constant on the last line",
    `return {\n    image: a.url,\n    style: "noir",\n  };`,
    "// lines 8 to 11\nreturn {\n  image: a.url,\n};",
  ],
  [
    "a constant beside a spread",
    `const known = { image: a.url };\n  return { ...known, style: "noir" };`,
    "return { ...known };",
  ],
  ["a list of constants", `return { tags: ["a", "b"], image: a.url };`, "return { image: a.url };"],
  ["nothing but a constant", `return { style: "noir" };`, undefined],
  ["a list", `return { all: [a.url, b.url] };`, "return { all_1: a.url, all_2: b.url };"],
  [
    "an object with a constant and a list in it",
    `return { shot: { image: a.url, kind: "photo", sizes: [a.width, b.width] } };`,
    "return { shot_image: a.url, shot_sizes_1: a.width, shot_sizes_2: b.width };",
  ],
  [
    "a key that is not an identifier",
    `return { shot: { "large image": a.url } };`,
    "return { shot_large_image: a.url };",
  ],
  [
    "a variable",
    `const all = [a.url, b.url];\n  return { all };`,
    "return { all_1: all[0], all_2: all[1] };",
  ],
  [
    "a variable's field",
    `const set = { all: { x: a.url } };\n  return { x: set.all };`,
    "return { x_x: set.all.x };",
  ],
  [
    "a computed value",
    `return { all: [a, b].map(({ url }) => url), image: a.url };`,
    "const all = [a, b].map(({ url }) => url);\n\nreturn { all_1: all[0], all_2: all[1], image: a.url };",
  ],
  [
    "a value computed from its namesake",
    `const all = [a, b];\n  return { all: all.map(({ url }) => url) };`,
    undefined,
  ],
  ["a name that is taken", `return { x: [a.url], x_1: b.url };`, "return { x_1_: a.url, x_1: b.url };"],
  [
    "a value that is not written out",
    `const out = { style: "noir", image: a.url };\n  return out;`,
    undefined,
  ],
  ["more than can be read", `return { all: Array.from({ length: 13 }, () => a.url) };`, undefined],
];

describe("instead of", () => {
  test.each(rewrites)("%s", (_, returned, rewrite) => {
    const diagnostics = errorsOf(returned);
    expect(diagnostics.map(({ code }) => code)).toEqual(["saved-output"]);
    expect(diagnostics[0]?.rewrite).toBe(rewrite);
  });

  test.each(rewrites.filter(([, , rewrite]) => rewrite !== undefined))(
    "%s, the rewrite compiles",
    (_, returned, rewrite = "") => {
      const declared = returned.slice(0, returned.indexOf("return"));
      expect(errorsOf(`${declared}${rewrite}`)).toEqual([]);
    },
  );

  test("fields that are not written out are reported together", () => {
    const diagnostics = errorsOf(`const out = { a: 1, b: [a.url], c: a.url };\n  return out;`);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "A saved workflow can return only references, and `a`, `b` are not references.",
    ]);
  });
});

/** Without warnings: some of the calls are not used. */
function errorsOf(returned: string): readonly Diagnostic[] {
  const source = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
  const one = await flux({ prompt });
  const two = await flux({ prompt });
  const a = one.images[0];
  const b = two.images[0];
  ${returned}
}
`;
  const { diagnostics } = compileText(source, { saved: true });
  return diagnostics.filter(({ kind }) => kind !== "warning");
}
