/**
 * Every code of the catalogue has an example in `src/diagnostics/examples/`: a workflow that has exactly this
 * problem, and a version that compiles and contains falc's own rewrite. `npm run fixtures` writes what falc prints
 * about the bad ones, and the reference page; review the difference before committing it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Schema } from "../../src/schema/schema.ts";
import { checkTypes } from "../../src/workspace/types/type-check.ts";
import { typeDiagnostics } from "../../src/workspace/types/type-diagnostics.ts";
import { listOutdated } from "../../src/workspace/artifacts/list-outdated.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { readExample, readSide } from "../../src/workspace/read-example.ts";
import { catalogue } from "../../src/diagnostics/codes.ts";
import { savedEntries } from "../../src/diagnostics/codes/saved.ts";
import type { Diagnostic, DiagnosticCode } from "../../src/diagnostics/diagnostic.ts";
import { printDiagnostic } from "../../src/diagnostics/formats/text.ts";
import { applyEdits } from "../../src/diagnostics/suggestion.ts";
import { printReference } from "../../src/diagnostics/reference.ts";
import { relatedTo } from "../../src/diagnostics/related.ts";
import { compileFolder, compileText } from "../support/compile-source.ts";
import { observeFunction, observeGraph, sampleInput } from "../support/oracle.ts";
import { typesProject } from "../support/types-project.ts";

const folder = fileURLToPath(new URL("../../src/diagnostics/", import.meta.url));
const examples = path.join(folder, "examples");
const update = process.env.UPDATE_FIXTURES === "1" && process.env.CI !== "true";
const codes = Object.keys(catalogue) as DiagnosticCode[];

/** Codes for which words are better than code. A new row here needs a reason. */
const inWords: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "artifact-outdated", // a command regenerates it
  "artifact-without-workflow", // whether to remove the workflow or the artifact is up to the author
  "comparison-unsupported", // what the comparison was meant to do is unknown
  "declaration-differs", // only fal knows which of the two is right
  "evaluation-limit", // which of the steps should have ended it is unknown
  "field-null", // leave it out, or use another value
  "field-uncertain", // which of the types is right is up to the author
  "generator-unsupported", // what happens between two of its values is up to the author
  "import-outside-project", // the file has to be copied first
  "import-json-invalid", // the mistake is in a file that is not parsed
  "input-default-impure", // the intended value is unknown
  "input-default-invalid", // which of the valid values is up to the author
  "input-field-unused", // use it somewhere, or remove it
  "model-id-unknown", // which of the endpoints is up to the author
  "no-model-call", // what the workflow is for is unknown
  "path-beyond-count", // ask for more, or use another one
  "path-into-text", // which calls to make instead, and what they ask for
  "program-throws", // the code is contradictory
  "class-unsupported", // what the part should do
  "method-unsupported", // what the method should return
  "property-of-nothing", // either the data or the search in it is wrong
  "saved-input-default", // who sends the field, or which constant it always has
  "saved-input-type", // which parts of the value are needed
  "schema-invalid", // zod's own words are the advice
  "source-too-deep", // the author has to name the parts
  "state-outlives-call", // whose variable it should be
  "syntax-unsupported", // anything could have been meant
  "thrown", // the author's own assertion
  "type-error", // whether the value or its type is wrong is up to the author
  "workflow-ending", // a file's name is not in the file
  "schema-inexact", // only the author knows what a union or a record is for
  "schema-changed-later", // move the change or the schema, or give zod a copy
  "workflow-name", // a file's name is not in the file
]);

/** Their rewrite is code that shows the way: more than one place of the program would have to be changed. */
const shownOnly: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "field-media", // another call, before the statement
  "saved-output", // another constant, before the return
]);

/** The workflow's file of one side, and the folder that is its project. */
function sideOf(
  code: DiagnosticCode,
  side: "bad" | "good",
): { readonly root: string; readonly file: string } {
  const [{ name: file }] = readSide(side, code);
  const own = path.join(examples, code, side);
  return { root: existsSync(own) ? own : path.join(examples, code), file };
}

/** The compiler does not check types: these come from TypeScript, as in `falc check`. */
async function findTypeErrors(): Promise<readonly Diagnostic[]> {
  const [{ name, text }] = readSide("bad", "type-error");
  const project = new Project(typesProject({ [name]: text }).root);
  const signal = new AbortController().signal;
  const types = await checkTypes(project, [name], { env: {}, timeoutSeconds: 3600, signal });
  const errors = types.status === "checked" ? types.errors : [];
  return typeDiagnostics(errors, [], project).map(({ diagnostic }) => diagnostic);
}

const typeErrors = await findTypeErrors();

/** For files beside the example, which `falc check` compares. */
function findOutdated(code: DiagnosticCode): readonly Diagnostic[] {
  const [{ name }] = readSide("bad", code);
  const artifact = `dist-workflows/${name.replace(/\.ts$/, ".json")}`;
  const reason = `${name} has no async function as its default export`;
  if (code === "artifact-without-workflow")
    return listOutdated({ outcomes: [], orphans: [{ artifact, reason }] });
  const outcome = {
    workflow: "bad",
    source: name,
    artifact,
    status: "out of date",
    modelCalls: 1,
    nodes: 3,
    stale: { file: artifact, isMissing: false },
  } as const;
  return listOutdated({ outcomes: [outcome], orphans: [] });
}

function compileSide(code: DiagnosticCode, side: "bad" | "good") {
  if (side === "bad" && code === "type-error") return { emitted: undefined, diagnostics: typeErrors };
  if (side === "bad" && code.startsWith("artifact-"))
    return { emitted: undefined, diagnostics: findOutdated(code) };
  const { root, file } = sideOf(code, side);
  // What the SAVED form cannot express is a problem only if it is requested.
  const saved = Object.hasOwn(savedEntries, code);
  return compileFolder(root, file, file.replace(/\.ts$/, ""), { saved });
}

test("every code has an example, and every example a code", () => {
  expect(readdirSync(examples).sort()).toEqual([...codes].sort());
});

test("every code has advice in words", () => {
  expect(codes.filter((code) => !/^[A-Z].*\.$/.test(catalogue[code].advice ?? ""))).toEqual([]);
});

test("every code has related codes", () => {
  expect(codes.filter((code) => relatedTo(code).length === 0)).toEqual([]);
});

describe.each(codes)("%s", (code) => {
  // Compiled once, and only when a test asks: a code without an example fails only its own tests.
  let compiled: ReturnType<typeof compileSide> | undefined;
  const compileBad = () => (compiled ??= compileSide(code, "bad"));
  const find = () => compileBad().diagnostics.find((each) => each.code === code);

  test("the bad example has this problem once, and no other", () => {
    const bad = compileBad();
    expect(bad.diagnostics.filter((each) => each.code === code)).toHaveLength(1);
    const errors = bad.diagnostics.filter(({ kind }) => kind !== "warning");
    expect(errors.map((each) => each.code)).toEqual(catalogue[code].kind === "warning" ? [] : [code]);
    expect(bad.emitted === undefined).toBe(errors.length > 0);
  });

  test("falc prints the expected text", () => {
    const printed = compileBad()
      .diagnostics.map((diagnostic) => `${printDiagnostic(diagnostic)}\n`)
      .join("\n");
    const file = path.join(examples, code, "expected.txt");
    if (update) writeFileSync(file, printed);
    expect(printed).toBe(readFileSync(file, "utf8"));
  });

  test("the good example compiles without diagnostics", () => {
    const { emitted, diagnostics } = compileSide(code, "good");
    expect(diagnostics.map((each) => `${each.code}: ${each.message}`)).toEqual([]);
    expect(emitted).toBeDefined();
  });

  test("the good example's function and graph agree", async () => {
    const { emitted } = compileSide(code, "good");
    if (emitted === undefined) throw new Error("it does not compile");
    const { root, file } = sideOf(code, "good");
    const { filled } = sampleInput((JSON.parse(emitted.schema) as { input: Schema }).input);
    const module = (await import(path.join(root, file))) as { default: (input: never) => Promise<unknown> };
    const direct = await observeFunction(module.default, filled);
    expect(await observeGraph(JSON.parse(emitted.graph), filled)).toEqual(direct);
    expect(direct.calls.length).toBeGreaterThan(0);
  });

  test.skipIf(inWords.has(code))("the rewrite is code, and stands in the good example", () => {
    const { root, file } = sideOf(code, "good");
    const good = squeeze(readFileSync(path.join(root, file), "utf8"));
    // New files that it shows are in separate files.
    const [shown = ""] = (find()?.rewrite ?? "").split(/^\/\/ .*, a new file$/m);
    const lines = codeLines(shown);
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => !good.includes(line))).toEqual([]);
    expect(find()?.rewrite).not.toContain("…");
  });

  test.skipIf(inWords.has(code))("the rewrite can be applied, and then the problem is gone", () => {
    const found = find();
    // If it is only displayed as code, a person has to insert it.
    if (found?.fix === undefined) return void expect(shownOnly.has(code)).toBe(true);
    const files = Object.fromEntries(
      readSide("bad", code).map(({ name, text }) => {
        const edits = (found.fix?.edits ?? []).filter((edit) => edit.span.source.path.endsWith(name));
        return [
          name.replace(/^bad\.ts$/, "main.ts"),
          edits[0] === undefined ? text : applyEdits(edits[0].span.source, edits),
        ];
      }),
    );
    const saved = Object.hasOwn(savedEntries, code);
    const left = compileText(files, { saved }).diagnostics.map((each) => each.code);
    expect(left, files["main.ts"]).not.toContain(code);
  });

  test.runIf(inWords.has(code))("says in words what to do", () => {
    expect(find()?.rewrite).toBeUndefined();
    expect(find()?.advice).toMatch(/^[A-Z].*\.$/);
  });
});

test("the reference page is current", () => {
  const page = printReference(readExample);
  const file = path.join(folder, "REFERENCE.md");
  if (update) writeFileSync(file, page);
  expect(page).toBe(readFileSync(file, "utf8"));
});

/** Lines of code: no comments, white space collapsed. */
function codeLines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => squeeze(line).trim())
    .filter((line) => line !== "" && !line.startsWith("//"));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ");
}
