/** `falc/compiler` from the sources, where it compiles in this thread. `compiler.process.test.ts` has the package. */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createCompiler, WorkspaceError } from "../../src/api/compiler.ts";
import { TestProject } from "../support/project.ts";

const workflow = (text: string) => `import { model } from "falc";
import { style } from "./_style.ts";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: \`${text} \${prompt} \${style}\` });
  return { image: photo.images[0].url };
}
`;

const files = {
  "workflows/hero.ts": workflow("hero"),
  "workflows/ads/teaser.ts": workflow("teaser").replace("./_style.ts", "../_style.ts"),
  "workflows/_style.ts": `export const style = "in ink";\n`,
};

function opened(sources: Readonly<Record<string, string>> = files) {
  const project = new TestProject(sources);
  return { project, compiler: createCompiler({ root: project.root }) };
}

test("the artifacts are those that falc compile writes", async () => {
  const { project, compiler } = opened();
  const { workflows, diagnostics } = await compiler.compile();
  expect(diagnostics).toEqual([]);
  expect(workflows.map(({ name, file, kind }) => [name, file, kind])).toEqual([
    ["ads/teaser", "workflows/ads/teaser.ts", "compiled"],
    ["hero", "workflows/hero.ts", "compiled"],
  ]);
  expect((await project.falc(["compile"])).code).toBe(0);
  for (const each of workflows) {
    if (each.kind !== "compiled") throw new Error("failed");
    expect(each.artifacts).toHaveLength(2);
    for (const { path: file, text } of each.artifacts) expect(project.read(file)).toBe(text);
    const [graph, schema] = each.artifacts.map(({ text }) => JSON.parse(text) as unknown);
    expect([each.graph, each.interface]).toEqual([graph, schema]);
    expect(each.sources).toContain("workflows/_style.ts");
    expect(each.modelCalls).toBe(1);
    expect(each.nodes["photo"]).toEqual({ file: each.file, line: 5, column: 23 });
  }
});

test("nothing is written", async () => {
  const { project, compiler } = opened();
  await compiler.compile();
  expect(() => project.read("dist-workflows/hero.json")).toThrow("ENOENT");
  expect(() => project.read(".falc/.gitignore")).toThrow("ENOENT");
});

test.each([["hero"], ["workflows/hero.ts"], ["./workflows/hero.ts"]])(
  "%s names one workflow",
  async (word) => {
    const { workflows } = await opened().compiler.compile([word]);
    expect(workflows.map(({ name }) => name)).toEqual(["hero"]);
  },
);

test("a folder names the workflows in it, and no words name none", async () => {
  const { compiler } = opened();
  expect((await compiler.compile(["workflows/ads"])).workflows.map(({ name }) => name)).toEqual([
    "ads/teaser",
  ]);
  expect(await compiler.compile([])).toEqual({ workflows: [], diagnostics: [] });
});

test("a project without workflows has none", async () => {
  const { compiler } = opened({ "package.json": "{}" });
  expect(await compiler.compile()).toEqual({ workflows: [], diagnostics: [] });
});

test("a problem is a value, and its edits mend it", async () => {
  const { project, compiler } = opened({
    "workflows/hero.ts": workflow("hero")
      .replace(`import { style } from "./_style.ts";\n`, "")
      .replace("${style}", "$")
      .replace("prompt: `hero", "promt: `hero"),
  });
  const { workflows, diagnostics } = await compiler.compile();
  expect(workflows).toEqual([
    { kind: "failed", name: "hero", file: "workflows/hero.ts", sources: ["workflows/hero.ts"] },
  ]);
  const [problem] = diagnostics;
  expect(problem).toMatchObject({
    code: "field-unknown",
    kind: "error",
    file: "workflows/hero.ts",
    start: { line: 4, column: 30 },
  });
  const { edits = [] } = problem!;
  expect(edits.length).toBeGreaterThan(0);
  for (const { file, start, end, text } of edits.toReversed()) {
    const lines = project.read(file).split("\n");
    const offsetOf = (at: typeof start) =>
      lines.slice(0, at.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + at.column - 1;
    const source = lines.join("\n");
    project.write(file, source.slice(0, offsetOf(start)) + text + source.slice(offsetOf(end)));
  }
  expect((await compiler.compile()).diagnostics.map(({ code }) => code)).toEqual([]);
});

test("what changed since is compiled, wherever it is", async () => {
  const { project, compiler } = opened();
  const graphs = async () =>
    Object.fromEntries(
      (await compiler.compile()).workflows.map((each) => [
        each.name,
        each.kind === "compiled" ? JSON.stringify(each.graph) : each.kind,
      ]),
    );
  await graphs();
  project.write("workflows/_style.ts", `export const style = "in chalk";\n`);
  const second = await graphs();
  expect(second["hero"]).toContain("in chalk");
  expect(second["ads/teaser"]).toContain("in chalk");
  project.write("workflows/hero.ts", "export default async () => {");
  expect(await graphs()).toEqual({ ...second, hero: "failed" });
  rmSync(project.path("workflows/hero.ts"));
  project.write("workflows/other.ts", workflow("other"));
  const last = await graphs();
  expect(Object.keys(last)).toEqual(["ads/teaser", "other"]);
  expect(last["ads/teaser"]).toBe(second["ads/teaser"]);
});

test("compilations of one compiler and of two at once do not disturb each other", async () => {
  const [ink, chalk] = [
    opened(),
    opened({ ...files, "workflows/_style.ts": `export const style = "chalk";\n` }),
  ];
  const both = await Promise.all([
    ink.compiler.compile(),
    chalk.compiler.compile(),
    ink.compiler.compile(["hero"]),
    chalk.compiler.compile(["ads/teaser"]),
  ]);
  const prompts = both.map(({ workflows }) =>
    workflows.map((each) =>
      each.kind === "compiled" ? JSON.stringify(each.graph).match(/in ink|chalk/)?.[0] : "failed",
    ),
  );
  expect(prompts).toEqual([["in ink", "in ink"], ["chalk", "chalk"], ["in ink"], ["chalk"]]);
});

test.each<[string, string, (project: TestProject) => readonly string[] | undefined]>([
  ["no such workflow", "no-such-workflow", () => ["hreo"]],
  ["a file outside", "no-such-workflow", () => ["../x.ts"]],
  [
    "a file that is no text",
    "file-unreadable",
    (project) => {
      project.write("workflows/hero.ts", Uint8Array.of(0xff, 0xfe, 0xfd));
      return undefined;
    },
  ],
  [
    "two of one name",
    "name-taken",
    (project) => {
      project.write("workflows/Hero.ts", workflow("another"));
      return undefined;
    },
  ],
])("%s is an error with a kind", async (_, kind, change) => {
  const { project, compiler } = opened();
  const words = change(project);
  const error: unknown = await compiler.compile(words).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(WorkspaceError);
  expect(error).toMatchObject({ name: "WorkspaceError", kind });
});

test("the project around the root is not compiled instead", async () => {
  const { project } = opened();
  mkdirSync(project.path("packages/site"), { recursive: true });
  const compiler = createCompiler({ root: project.path("packages/site") });
  await expect(compiler.compile()).rejects.toMatchObject({
    kind: "no-such-workflow",
    message: `there is no workflows/ in ${project.path("packages/site")}`,
  });
});

test("a root that does not exist is an error", async () => {
  const root = path.join(new TestProject().root, "nowhere");
  await expect(createCompiler({ root }).compile()).rejects.toMatchObject({ kind: "file-unreadable" });
});

test("a root that is a file is an error", async () => {
  const root = new TestProject({ "notes.txt": "" }).path("notes.txt");
  await expect(createCompiler({ root }).compile()).rejects.toMatchObject({
    kind: "file-unreadable",
    message: `${root} is not a folder`,
  });
});

test("a closed compiler compiles no more", async () => {
  const { compiler } = opened();
  await compiler.compile();
  await compiler.close();
  await compiler.close();
  await expect(compiler.compile()).rejects.toMatchObject({ kind: "stopped" });
});
