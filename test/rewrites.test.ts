/** Rewrites are built from the syntax around a problem: for any syntax there is one or none, and never a crash. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Module, spanOf } from "../src/compiler/1-parse/module.ts";
import { makers, rewriteOf } from "../src/compiler/rewrites/table.ts";
import { ts, type TS } from "../src/compiler/typescript.ts";
import type { DiagnosticCode } from "../src/diagnostics/diagnostic.ts";
import { applyEdits, isRewrite, overlap, printRewrite } from "../src/diagnostics/rewrite.ts";
import { compileFolder, compileText } from "./compile-source.ts";

const root = fileURLToPath(new URL("../src/diagnostics/examples/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.includes("source-too-deep"),
);

/** Every fact that a row may need, with names that are not identifiers. */
const facts = {
  field: "a(b", example: '""', operator: "*", name: "x[", keys: ["a", "b c"], nearest: "y", rewrite: "z()", what: "a string",
  text: "t", method: "map", key: "k", path: "p.q", optional: ["seed"], always: ["images"],
}; // prettier-ignore

function moduleOf(file: string): Module {
  const text = readFileSync(root + file, "utf8");
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  return { path: file, source: { path: file, text }, tree, imports: new Map(), erased: new Set() };
}

test("a rewrite of any node of any example, for any code, never crashes", () => {
  const codes = Object.keys(makers) as DiagnosticCode[];
  let made = 0;
  for (const file of files) {
    const module = moduleOf(file);
    const own = { ...facts, firstSpan: spanOf(module, module.tree) };
    const visit = (node: TS.Node): void => {
      // A problem is about something in the file, never about the file itself.
      if (node !== module.tree) {
        for (const code of codes) {
          const rewrite = rewriteOf(code, node, module, own as never, undefined);
          if (rewrite !== undefined) made++;
          if (typeof rewrite !== "object" || !isRewrite(rewrite)) continue;
          const printed = printRewrite(rewrite, spanOf(module, node));
          if (/undefined: |\[object /.test(printed)) throw new Error(`${code} in ${file}: ${printed}`);
          expect(rewrite.edits.length).toBeGreaterThan(0);
          expect(overlap(rewrite.edits), `${code} in ${file}: ${printed}`).toBe(false);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(module.tree);
  }
  expect(files.length).toBeGreaterThan(150);
  expect(made).toBeGreaterThan(10_000);
});

test("every fixture's rewrite leaves files that parse", () => {
  const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
  let made = 0;
  for (const name of readdirSync(fixtures)) {
    for (const { code, fix } of compileFolder(fixtures + name, "input.ts", name).diagnostics) {
      for (const source of new Set(fix?.edits.map(({ span }) => span.source))) {
        const edits = fix?.edits.filter(({ span }) => span.source === source) ?? [];
        const after = applyEdits(source, edits);
        expect(parseErrors(after), `${code} in ${name}:\n${after}`).toBeLessThanOrEqual(
          parseErrors(source.text),
        );
        made++;
      }
    }
  }
  expect(made).toBeGreaterThan(90);
});

function parseErrors(text: string): number {
  const tree = ts.createSourceFile("main.ts", text, ts.ScriptTarget.Latest);
  const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly unknown[] };
  return parseDiagnostics.length;
}

test("of thousands of problems, the first have a rewrite and the others words", () => {
  const calls = Array.from(
    { length: 2_000 },
    (_, index) => `  const r${index} = await flux({ prompt: prompt.trim() });`,
  );
  const { diagnostics } = compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
${calls.join("\n")}
  return { image: r0.images[0].url };
}
`);
  expect(diagnostics).toHaveLength(calls.length);
  expect(diagnostics.filter(({ rewrite }) => rewrite !== undefined)).toHaveLength(100);
  expect(diagnostics.filter(({ rewrite, advice }) => rewrite === undefined && advice === undefined)).toEqual(
    [],
  );
});
