/** Two projects open in one process, with everything that differs between them, worked on at the same time. */
import { mkdirSync, readdirSync } from "node:fs";
import process from "node:process";
import { afterEach, expect, test, vi } from "vitest";
import { settleFiles } from "../../src/workspace/artifacts/outcome.ts";
import { readArtifact } from "../../src/workspace/artifacts/artifact.ts";
import { compareGenerated } from "../../src/workspace/check/compare-generated.ts";
import { compileAndCheckTypes } from "../../src/workspace/check/compile-and-check-types.ts";
import { compileSelected } from "../../src/workspace/compile/compile-selected.ts";
import { openCompiler } from "../../src/workspace/compile/open-compiler.ts";
import { declare } from "../../src/workspace/models/declare.ts";
import { openProjectCatalog } from "../../src/workspace/models/project-catalog.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { checkRunInput } from "../../src/workspace/run/check-input.ts";
import { typesProject, untypedModels } from "../support/types-project.ts";

afterEach(() => void vi.restoreAllMocks());

/** The same names everywhere; the field of the declared endpoint, the option of TypeScript and the text differ. */
function opened(field: string, strict: boolean) {
  const { root } = typesProject({
    ...untypedModels,
    "package.json": "{}",
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict, module: "nodenext", types: [] } }),
    "workflows/hero.ts": `import { model } from "falc";
const app = model("me/app");
const orNothing: string = null;
export default async function hero({ ${field} }: { ${field}: string }) {
  const { url } = await app({ ${field} });
  return { url };
}
`,
  });
  mkdirSync(`${root}/cache`);
  const env = { XDG_CACHE_HOME: `${root}/cache` };
  return { field, strict, project: new Project(root), env, compiler: openCompiler({ env }) };
}

type Opened = ReturnType<typeof opened>;

const text = { type: "string" } as const;

async function work({ field, project, env, compiler }: Opened) {
  const endpoint = {
    id: "me/app",
    input: { type: "object", properties: { [field]: text }, required: [field], additionalProperties: false },
    output: { type: "object", properties: { url: text }, required: ["url"] },
  } as const;
  const [added] = await declare([{ endpoint, notes: [] }], project);
  const checked = await compileAndCheckTypes(
    [],
    { coverage: true, types: true },
    { cwd: project.root, env },
    compiler,
  );
  const before = await compareGenerated(checked);
  const { workflows } = await compileSelected([], project.root, compiler);
  const written = settleFiles(workflows, project, true);
  const artifact = readArtifact(project, "hero", project.root);
  const catalog = openProjectCatalog(project);
  return {
    added: added?.status,
    known: Object.keys(catalog.find("me/app")?.input.properties ?? {}),
    codes: checked.diagnostics.map(({ code }) => code),
    types: checked.types.status,
    before: before.outcomes.map(({ status }) => status),
    written: written.map(({ status }) => status),
    accepted: "filled" in (await checkRunInput({ [field]: "x" }, artifact, catalog, project.root)),
    refused: "problems" in (await checkRunInput({ other: "x" }, artifact, catalog, project.root)),
  };
}

test("each has its own results, and the process has none", async () => {
  const printed = [
    vi.spyOn(process.stdout, "write"),
    vi.spyOn(process.stderr, "write"),
    vi.spyOn(console, "log"),
  ];
  const [cwd, env, code] = [process.cwd(), { ...process.env }, process.exitCode];
  const projects = [opened("prompt", true), opened("words", false)];
  const results = await Promise.all(projects.map(work));
  expect(results).toEqual(
    projects.map(({ field, strict }) => ({
      added: "new",
      known: [field],
      codes: strict ? ["type-error"] : [],
      types: "checked",
      before: ["out of date"],
      written: ["written"],
      accepted: true,
      refused: true,
    })),
  );
  for (const { project } of projects)
    expect(readdirSync(project.absolute("dist-workflows")).sort()).toEqual(["hero.json", "hero.schema.json"]);
  for (const each of printed) expect(each).not.toHaveBeenCalled();
  expect([process.cwd(), { ...process.env }, process.exitCode]).toEqual([cwd, env, code]);
});
