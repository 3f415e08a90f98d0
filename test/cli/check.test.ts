/** `falc check` apart from types: findings, output, exit codes. It writes nothing. */
import { existsSync, rmSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { normal } from "../../src/compiler/2-evaluate/machine/machine.ts";
import { rules, type SyntaxRow } from "../../src/compiler/2-evaluate/machine/rules.ts";
import { ts, type TS } from "../../src/compiler/typescript.ts";
import { chat, TestProject } from "../support/project.ts";

const broken = `export default async function broken() { return later; }\n`;

async function compiled(files: Readonly<Record<string, string>>): Promise<TestProject> {
  const project = new TestProject(files);
  await project.falc(["compile"]);
  return project;
}

test("says that everything is in order, and exits with 0", async () => {
  const project = await compiled({ "workflows/chat.ts": chat });
  const { code, out, err } = await project.falc(["check", "--no-types"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe(
    "workflows/chat.ts -> dist-workflows/chat.json   2 model calls, unchanged\ntypes: not checked\n",
  );
});

test("writes nothing", async () => {
  const project = new TestProject({ "workflows/chat.ts": chat });
  const { code, err } = await project.falc(["check", "--coverage"]);
  expect(code).toBe(1);
  expect(err).toContain("Run: falc compile");
  expect(existsSync(project.path("dist-workflows"))).toBe(false);
  expect(existsSync(project.path(".falc"))).toBe(false);
});

test.each([
  ["a workflow with an error", { "workflows/broken.ts": broken }, "workflows/broken.ts:1:"],
  [
    "an artifact that is not up to date",
    { "dist-workflows/chat.json": "{}" },
    "Some artifacts are out of date",
  ],
  ["an artifact without a workflow", { "dist-workflows/gone.json": "{}" }, "gone.json has no workflow"],
] as const)("exits with 1 for %s", async (_, files, said) => {
  const project = await compiled({ "workflows/chat.ts": chat });
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  const { code, err } = await project.falc(["check"]);
  expect(code).toBe(1);
  expect(err).toContain(said);
});

describe("out-of-date files are listed in each format", () => {
  const listed = async (format: string) => {
    const project = await compiled({ "workflows/chat.ts": chat });
    project.write("dist-workflows/chat.json", "{}");
    project.write("dist-workflows/gone.json", "{}");
    return project.falc(["check", "--no-types", "--format", format]);
  };

  test("github", async () => {
    const { code, out, err } = await listed("github");
    expect(out).toContain("::error file=dist-workflows/gone.json,line=1");
    expect(out).toContain("::error file=workflows/chat.ts,line=1");
    expect({ code, err }).toEqual({ code: 1, err: "" });
  });

  test.each(["sarif", "json"])("%s", async (format) => {
    const { code, out, err } = await listed(format);
    expect(out).toContain('"artifact-outdated"');
    expect(out).toContain('"artifact-without-workflow"');
    expect({ code, err }).toEqual({ code: 1, err: "" });
  });
});

test("the file that is out of date is named, and whether it exists", async () => {
  const project = await compiled({ "workflows/chat.ts": chat });
  const message = async () => {
    const { out } = await project.falc(["check", "--no-types", "--format", "json"]);
    const { workflows, diagnostics } = JSON.parse(out) as {
      workflows: readonly object[];
      diagnostics: readonly { readonly message: string }[];
    };
    expect(workflows[0]).not.toHaveProperty("stale");
    return diagnostics.map((each) => each.message).join();
  };
  project.write("dist-workflows/chat.schema.json", "{}");
  expect(await message()).toContain("`dist-workflows/chat.schema.json` does not match `workflows/chat.ts`.");
  rmSync(project.path("dist-workflows/chat.json"));
  expect(await message()).toContain(
    "`dist-workflows/chat.json` is missing: it is made from `workflows/chat.ts`.",
  );
});

describe("types of a declared endpoint that do not match the declaration", () => {
  const declaration = (field: string) =>
    JSON.stringify({
      id: "me/app",
      input: { type: "object", properties: { [field]: { type: "string" } } },
      output: { type: "object", properties: {} },
    });

  test("are reported, fail the check, and are fixed by falc models sync", async () => {
    const project = await compiled({
      "workflows/chat.ts": chat,
      "workflows/models/me/app.json": declaration("prompt"),
    });
    const told =
      "workflows/models/me/app.d.ts does not match workflows/models/me/app.json. Run: falc models sync\n";
    const check = () => project.falc(["check", "--no-types"]);
    expect(await check()).toMatchObject({ code: 1, err: told });
    const { out } = await project.falc(["models", "sync"]);
    expect(out).toContain("workflows/models/me/app.d.ts: regenerated\n");
    expect(project.read("workflows/models/me/app.d.ts")).toContain("prompt?: string");
    expect(await check()).toMatchObject({ code: 0, err: "" });

    project.write("workflows/models/me/app.json", declaration("text"));
    expect(await check()).toMatchObject({ code: 1, err: told });
    const { out: listed } = await project.falc(["check", "--no-types", "--json"]);
    expect((JSON.parse(listed) as { staleTypes: string[] }).staleTypes).toEqual([
      "workflows/models/me/app.d.ts",
    ]);
  });
});

test.each([
  [["check", "nothing"], "there is no workflow or file"],
  [["check", "--verbose"], "--verbose needs --coverage"],
  [["check", "--coverag"], "Did you mean --coverage?"],
])("exits with 2 for %j", async (argv, said) => {
  const project = await compiled({ "workflows/chat.ts": chat });
  const { code, err } = await project.falc(argv);
  expect(code).toBe(2);
  expect(err).toContain(said);
});

test("checks a single workflow by name", async () => {
  const project = await compiled({ "workflows/chat.ts": chat });
  project.write("workflows/broken.ts", broken);
  expect((await project.falc(["check", "chat"])).code).toBe(0);
  expect((await project.falc(["check"])).code).toBe(1);
});

test("help has an example", async () => {
  const { code, out } = await new TestProject().falc(["check", "--help"]);
  expect(code).toBe(0);
  expect(out).toContain("falc check --coverage");
});

describe("--coverage", () => {
  test("has a line for each workflow", async () => {
    const project = await compiled({ "workflows/chat.ts": chat });
    const { code, out } = await project.falc(["check", "--coverage"]);
    expect(code).toBe(0);
    expect(out).toContain(
      "chat: 3 calls, 7 operands, 5 keys: all accounted for (13 in the artifact, 2 computed)\n",
    );
  });

  test("--verbose lists each location", async () => {
    const project = await compiled({ "workflows/chat.ts": chat });
    const { out } = await project.falc(["check", "--coverage", "--verbose"]);
    expect(out).toMatch(/ {2}12:26 {2}call {5}llm\(.* {2}in the artifact: question\n/);
    expect(out).toMatch(/ {2}13:72 {2}operand {2}question\.output +in the artifact: answer\.input\.prompt\n/);
    expect(out).toMatch(/ {2}3:19 {3}operand {2}"openrouter\/router" +computed: .*question\.app/);
  });

  test("--format json is one object with all locations", async () => {
    const project = await compiled({ "workflows/chat.ts": chat });
    const { code, out } = await project.falc(["check", "--coverage", "--format", "json"]);
    expect(code).toBe(0);
    const { workflows, coverage } = JSON.parse(out) as {
      workflows: unknown[];
      coverage: { workflow: string; complete: boolean; problems: unknown[]; places: object[] }[];
    };
    expect(workflows).toHaveLength(1);
    expect(coverage).toMatchObject([{ workflow: "chat", complete: true, problems: [] }]);
    expect(coverage[0]?.places).toHaveLength(15);
    expect(coverage[0]?.places).toContainEqual({
      kind: "operand",
      file: "workflows/chat.ts",
      line: 13,
      column: 72,
      text: "question.output",
      fate: "artifact",
      at: ["answer.input.prompt"],
    });
  });

  test("a workflow that does not compile has diagnostics, but no coverage", async () => {
    const project = new TestProject({ "workflows/broken.ts": broken });
    const { code, out, err } = await project.falc(["check", "--coverage"]);
    expect(code).toBe(1);
    expect(err).toContain("name-unknown");
    expect(out).not.toContain("accounted for");
  });

  describe("with an evaluator that skips a statement", () => {
    const table = rules as Map<TS.SyntaxKind, SyntaxRow>;
    const row = table.get(ts.SyntaxKind.ExpressionStatement)!;
    afterEach(() => void table.set(ts.SyntaxKind.ExpressionStatement, row));

    const pushing = chat.replace(
      "  const answer",
      `  const extra: string[] = [];\n  extra.push(question.output);\n  const answer`,
    );

    test.each([[["--format", "text"]], [["--format", "sarif"]], [["--format", "github"]]])(
      "fails with a frame: %j",
      async (format) => {
        table.set(ts.SyntaxKind.ExpressionStatement, { is: "statement", execute: () => normal });
        const project = await compiled({ "workflows/chat.ts": pushing });
        expect((await project.falc(["check"])).code).toBe(0);
        const { code, err } = await project.falc(["check", "--coverage", ...format]);
        expect(code).toBe(1);
        expect(err).toContain("workflows/chat.ts:14:3 not accounted for");
        expect(err).toContain("> 14 |   extra.push(question.output);");
        expect(err).toContain("This is a bug in falc");
      },
    );

    test("reports it in JSON", async () => {
      table.set(ts.SyntaxKind.ExpressionStatement, { is: "statement", execute: () => normal });
      const project = await compiled({ "workflows/chat.ts": pushing });
      const { code, out } = await project.falc(["check", "--coverage", "--json"]);
      expect(code).toBe(1);
      expect((JSON.parse(out) as { coverage: object[] }).coverage).toMatchObject([{ complete: false }]);
    });
  });
});
