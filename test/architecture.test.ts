/** The import rules of src/ARCHITECTURE.md, checked in the sources. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path/posix";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ts } from "../src/compiler/typescript.ts";

const root = fileURLToPath(new URL("../src/", import.meta.url));

const core = ["lib", "schema", "guess", "graph", "endpoints", "diagnostics"];
const verbs = ["compiler", "execution", "runner", "emulator"];

/** Folder → folders it may import. `index.ts` counts as the folder `authoring`, `assets.ts` as `lib`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  schema: ["lib"],
  guess: ["lib", "schema"],
  graph: ["lib", "schema", "guess"],
  endpoints: ["lib", "schema"],
  diagnostics: ["lib", "guess"],
  authoring: ["lib", "endpoints"],
  // Not the emulator: what it bills must not come from the code that estimates it.
  pricing: ["lib", "schema", "graph", "endpoints"],
  compiler: core,
  execution: ["lib", "graph"],
  runner: [...core, "execution"],
  emulator: [...core, "execution"],
  workspace: [...core, "pricing", ...verbs, "authoring"],
  api: [...core, "pricing", ...verbs, "workspace"],
  cli: [...core, "pricing", ...verbs, "workspace"],
  build: ["lib", "endpoints", "emulator"],
};

/** Package → path prefixes that may import it. */
const doors: Readonly<Record<string, readonly string[]>> = {
  "ts-morph": ["lib/typescript.ts", "build/"],
  "@ts-morph/common": ["build/"],
  zod: ["compiler/2-evaluate/zod/zod.ts", "compiler/2-evaluate/zod/zod-json-schema.ts"],
  "@dagrejs/graphlib": ["graph/order.ts"],
  "@fal-ai/client": ["runner/engines/", "authoring/", "endpoints/build/"],
  esbuild: ["build/"],
  "@jridgewell/sourcemap-codec": ["build/"],
  typescript: ["build/"],
  ajv: ["runner/"],
  prettier: ["compiler/5-emit/string-width.ts", "workspace/models/declaration-files.ts"],
  hono: ["emulator/"],
  "@hono/node-server": ["emulator/"],
  sharp: ["emulator/", "build/"],
  "opentype.js": ["build/"],
  "@fontsource/dejavu-sans": ["emulator/"],
  commander: ["cli/"],
  "log-update": ["cli/"],
  picocolors: ["cli/"],
  tsx: ["workspace/verify/"],
  "@babel/code-frame": ["diagnostics/formats/"],
  "fastest-levenshtein": ["guess/suggest.ts"],
};

/** Files that may reach the file system, other processes and the network. */
const outsideDoors = [
  "workspace/",
  "build/",
  "endpoints/build/",
  // What ships with falc.
  "endpoints/lookup.ts",
  "emulator/media/typeface.ts",
  "cli/source-trace.ts",
  // What the flags of `falc run` name.
  "cli/run/input.ts",
  "cli/run/engine.ts",
  "cli/run/save.ts",
  "runner/save-file.ts",
  // The journal.
  "runner/runs/",
  // The process itself.
  "cli/process.ts",
];

/** Programs of their own, which are started in a process by the file beside them. */
const ownPrograms = ["workspace/verify/child.ts"];

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file in src/ that it resolves to; `undefined` for a package. */
  readonly target: string | undefined;
}

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  // The examples are files of a user's project.
  .filter((file) => file.endsWith(".ts") && !file.startsWith("diagnostics/examples/"));

const imports = files.flatMap((file) => importsOf(file, readFileSync(root + file, "utf8")));

describe("imports", () => {
  test("are found", () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(300);
  });

  test("point one way between folders", () => {
    expect(imports.filter(breaksFolders).map(print)).toEqual([]);
  });

  test("of a stage refer to itself or to earlier stages", () => {
    expect(imports.filter(breaksStages).map(print)).toEqual([]);
  });

  test("of the evaluator appear in no later stage, which sees only what it gives", () => {
    expect(imports.filter(breaksEvaluation).map(print)).toEqual([]);
  });

  test("of suggestions appear only in the pipeline", () => {
    expect(imports.filter(breaksSuggestions).map(print)).toEqual([]);
  });

  test("of packages appear only in their designated files", () => {
    expect(imports.filter(breaksDoors).map(print)).toEqual([]);
  });

  test("of Node's own modules for files and processes stay at the edge", () => {
    expect(imports.filter(breaksOutside).map(print)).toEqual([]);
  });

  test("have no cycles, type imports included", () => {
    expect(findCycle(imports)).toBeUndefined();
  });
});

test("only the command line and the builders use process and console", () => {
  const outside = files.filter((file) => !/^(cli|build)\//.test(file) && !ownPrograms.includes(file));
  const offenders = outside.filter((file) => usesProcess(file, readFileSync(root + file, "utf8")));
  expect(offenders).toEqual([]);
});

test("a workspace keeps nothing for the next one, and neither does a run", () => {
  const shared = files.filter(
    (file) => /^(workspace|api|execution)\//.test(file) && !ownPrograms.includes(file),
  );
  expect(
    shared.filter((file) => findSharedState(file, readFileSync(root + file, "utf8")) !== undefined),
  ).toEqual([]);
});

test("a program that runs a workflow loads neither the compiler nor what is about projects", () => {
  for (const door of ["api/run.ts", "api/emulator.ts"]) {
    const loaded = [...reachable(door, imports)];
    expect(loaded.filter((file) => /^(compiler|diagnostics|authoring|workspace|cli)\//.test(file))).toEqual(
      [],
    );
    expect(loaded).toContain("emulator/start-emulator.ts");
  }
});

describe("a forbidden import is noticed", () => {
  const sources: readonly (readonly [string, string, (found: Import) => boolean])[] = [
    ["runner/x.ts", `import { compile } from "../compiler/pipeline.ts";`, breaksFolders],
    ["graph/x.ts", `import type { Catalog } from "../endpoints/catalog.ts";`, breaksFolders],
    ["compiler/1-parse/x.ts", `import { lower } from "../4-lower/lower.ts";`, breaksStages],
    ["compiler/4-lower/x.ts", `import type { Value } from "../2-evaluate/values.ts";`, breaksEvaluation],
    ["compiler/3-check/x.ts", `import type { Known } from "../propose/propose.ts";`, breaksSuggestions],
    ["compiler/2-evaluate/syntax/x.ts", `import { edit } from "../../propose/source.ts";`, breaksSuggestions],
    ["diagnostics/x.ts", `import { edit } from "../compiler/propose/source.ts";`, breaksSuggestions],
    ["execution/x.ts", `import { describeFailure } from "../runner/describe-failure.ts";`, breaksFolders],
    ["emulator/x.ts", `import { describeFailure } from "../runner/describe-failure.ts";`, breaksFolders],
    ["emulator/x.ts", `import { estimateCost } from "../pricing/estimate-cost.ts";`, breaksFolders],
    ["runner/x.ts", `import { ts } from "ts-morph";`, breaksDoors],
    ["cli/x.ts", `const z = await import("zod");`, breaksDoors],
    ["runner/x.ts", `export type Q = import("../compiler/pipeline.ts").CompiledFile;`, breaksFolders],
    ["compiler/x.ts", `import { writeFileSync } from "node:fs";`, breaksOutside],
    ["cli/x.ts", `import leftPad from "left-pad";`, breaksDoors],
    ["workspace/project/x.ts", `import type { Io } from "../../cli/io.ts";`, breaksFolders],
    ["workspace/x.ts", `import type { Compiler } from "../api/compiler.ts";`, breaksFolders],
    ["cli/run/x.ts", `import { execute } from "../../api/run.ts";`, breaksFolders],
    ["api/x.ts", `import { CommandError } from "../cli/io.ts";`, breaksFolders],
    ["api/x.ts", `import { readFileSync } from "node:fs";`, breaksOutside],
    ["compiler/x.ts", `import type { Project } from "../workspace/project/project.ts";`, breaksFolders],
    ["runner/x.ts", `import { WorkspaceError } from "../workspace/workspace-error.ts";`, breaksFolders],
    ["cli/commands/x.ts", `import { existsSync } from "node:fs";`, breaksOutside],
    ["cli/commands/x.ts", `import { watch } from "node:fs";`, breaksOutside],
    ["workspace/x.ts", `import pico from "picocolors";`, breaksDoors],
  ];
  test.each(sources)("%s: %s", (file, source, rule) => {
    expect(importsOf(file, source).filter(rule)).toHaveLength(1);
  });

  test.each([
    ["workspace/x.ts", "const key = process.env.FAL_KEY;"],
    ["workspace/x.ts", "process.exitCode = 1;"],
    ["workspace/x.ts", "const cwd = process.cwd();"],
    ["workspace/x.ts", `import { env } from "node:process";`],
    ["workspace/x.ts", `console.log("done");`],
    ["compiler/x.ts", "if (process.platform) {}"],
    ["api/x.ts", "process.exitCode = 1;"],
  ])("%s: %s", (file, source) => {
    expect(usesProcess(file, source)).toBe(true);
    expect(usesProcess("workspace/x.ts", "const node = [process.execPath, process.platform];")).toBe(false);
  });

  test.each([
    "let last = 0;",
    "const known = new Map<string, Project>();",
    "export const known = new WeakSet();",
    "const found: string[] = [];",
  ])("state of a module: %s", (source) => {
    expect(findSharedState("workspace/x.ts", source)).toBeDefined();
    expect(
      findSharedState("workspace/x.ts", `const table: ReadonlySet<string> = new Set(["a"]);`),
    ).toBeUndefined();
  });

  test("a cycle", () => {
    const cycle = [
      ...importsOf("lib/a.ts", `import "./b.ts";`),
      ...importsOf("lib/b.ts", `import "./a.ts";`),
    ];
    expect(findCycle(cycle)).toEqual(["lib/a.ts", "lib/b.ts", "lib/a.ts"]);
  });
});

/** Imports, re-exports, `import()`, `require()` and `createRequire(…)()` with a literal. */
function importsOf(file: string, source: string): readonly Import[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  const found: Import[] = [];
  const add = (node: { readonly text: string }) => {
    const relative = node.text.startsWith(".");
    const target = relative ? path.join(path.dirname(file), node.text) : undefined;
    found.push({ from: file, specifier: node.text, target });
  };
  const visit = (node: import("ts-morph").ts.Node): void => {
    const isFrom = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    if (isFrom && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier);
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal)) add(literal);
    }
    if (ts.isCallExpression(node)) {
      const [argument] = node.arguments;
      const callee = node.expression.getText(tree);
      const loads = callee === "import" || callee === "require" || callee.startsWith("createRequire(");
      if (loads && argument !== undefined && ts.isStringLiteral(argument)) add(argument);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function breaksFolders({ from, target }: Import): boolean {
  if (target === undefined) return false;
  const [source, goal] = [folderOf(from), folderOf(target)];
  return source !== goal && !(allowed[source] ?? []).includes(goal);
}

/** Reading and writing files, processes, the network. */
function breaksOutside({ from, specifier }: Import): boolean {
  const reaches = /^node:(fs|child_process|net|http|https|os|process|worker_threads)/.test(specifier);
  return reaches && !outsideDoors.some((door) => from.startsWith(door));
}

function breaksStages({ from, target }: Import): boolean {
  const [source, goal] = [stageOf(from), target === undefined ? undefined : stageOf(target)];
  return source !== undefined && goal !== undefined && goal > source;
}

/** The contract is `compiler/evaluation.ts`. */
function breaksEvaluation({ from, target }: Import): boolean {
  const [source, goal] = [stageOf(from), target === undefined ? undefined : stageOf(target)];
  return source !== undefined && source > 2 && goal === 2;
}

/** Stages report what they know; what to suggest about it is nothing that they could depend on. */
function breaksSuggestions({ from, target }: Import): boolean {
  const isInside = (file: string) => file.startsWith("compiler/propose/");
  return target !== undefined && isInside(target) && !isInside(from) && from !== "compiler/pipeline.ts";
}

function breaksDoors({ from, specifier, target }: Import): boolean {
  if (target !== undefined || specifier.startsWith("node:")) return false;
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return !(doors[name] ?? []).some((door) => from.startsWith(door));
}

function findCycle(all: readonly Import[]): readonly string[] | undefined {
  const targets = new Map<string, string[]>();
  for (const { from, target } of all) {
    if (target !== undefined) targets.set(from, [...(targets.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const search = (file: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of targets.get(file) ?? []) {
      const cycle = search(next, [...trail, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of targets.keys()) {
    const cycle = search(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** The file and everything that it imports, `import()` included. */
function reachable(file: string, all: readonly Import[]): ReadonlySet<string> {
  const found = new Set([file]);
  // Iterating over a set also visits what is added meanwhile.
  for (const each of found) {
    for (const { from, target } of all) if (from === each && target !== undefined) found.add(target);
  }
  return found;
}

function folderOf(file: string): string {
  const folders: Readonly<Record<string, string>> = { "index.ts": "authoring", "assets.ts": "lib" };
  return folders[file] ?? file.split("/")[0] ?? "";
}

function stageOf(file: string): number | undefined {
  const digit = /^compiler\/(\d)-/.exec(file)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

/** A workspace may ask what its process is, which never changes, but not what it was given. */
function usesProcess(file: string, source: string): boolean {
  const allowed = file.startsWith("workspace/") ? "pid|platform|arch|version|execPath|getuid" : "pid";
  if (/^import [^;]*\{[^;]*\} from "(node:)?process"/m.test(source)) return true;
  const use = new RegExp(`\\b(process\\.(?!(?:${allowed})\\b)|console\\.)`);
  return use.test(withoutStringsAndComments(source));
}

/** The name of a variable of the module that can change. */
function findSharedState(file: string, source: string): string | undefined {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true);
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { declarations, flags } = statement.declarationList;
    for (const { name, type, initializer } of declarations) {
      const text = initializer?.getText(tree) ?? "";
      const isConstant = /^(readonly|Readonly)/.test(type?.getText(tree) ?? "");
      const canChange = /^new (Weak)?(Map|Set)\b|^\[\]$|^\{\}$/.test(text) && !isConstant;
      if ((flags & ts.NodeFlags.Const) === 0 || canChange) return name.getText(tree);
    }
  }
  return undefined;
}

function withoutStringsAndComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\])*"/g, '""')
    .replace(/\/\/.*$/gm, "");
}

function print({ from, specifier }: Import): string {
  return `${from} imports ${specifier}`;
}
