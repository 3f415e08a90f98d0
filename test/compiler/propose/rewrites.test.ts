/** Rewrites are built from the syntax around a problem: for any syntax there is one or none, and never a crash. */
import { printRewrite } from "../../../src/diagnostics/print-rewrite.ts";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findDefaultExport } from "../../../src/compiler/1-parse/default-export.ts";
import { type Module, spanOf } from "../../../src/compiler/1-parse/module.ts";
import { type Here, hereIn } from "../../../src/compiler/propose/here.ts";
import { makers, suggestionOf } from "../../../src/compiler/propose/table.ts";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import type { DiagnosticCode } from "../../../src/diagnostics/diagnostic.ts";
import { applyEdits, isRewrite, overlap } from "../../../src/diagnostics/suggestion.ts";
import { tick } from "../../../src/diagnostics/wording.ts";
import { compileFolder, compileText } from "../../support/compile-source.ts";
import { fixtureFolder, fixtureNames } from "../../support/fixtures.ts";

const root = fileURLToPath(new URL("../../../src/diagnostics/examples/", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.includes("source-too-deep"),
);

/** Every fact that a row may need, with names that are not identifiers. */
const facts = {
  id: "a b", field: "a(b", example: '""', operator: "*", name: "x[", keys: ["a", "b c"], nearest: "y", rewrite: "z()", what: "a string",
  text: "t", defaults: [["a", "1"]], method: "map", key: "k", path: "p.q", optional: ["seed"], always: ["images"],
}; // prettier-ignore

function moduleOf(file: string): Here {
  const text = readFileSync(root + file, "utf8");
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const module: Module = {
    path: file,
    source: { path: file, text },
    tree,
    imports: new Map(),
    erased: new Set(),
    keepsTypes: { imports: false, exports: false },
  };
  const fn = findDefaultExport(tree);
  const isFunction = fn !== undefined && ts.isFunctionDeclaration(fn);
  const type = isFunction ? fn.parameters[0]?.type : undefined;
  return hereIn(module, [], {
    modules: new Map([[file, module]]),
    fn: isFunction ? { node: fn, module } : undefined,
    inputDeclaration: type && { node: type, module },
    inputSchema: undefined,
    endpoint: () => undefined,
  });
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
          const rewrite = suggestionOf(code, node, module, own as never);
          if (rewrite !== undefined) made++;
          if (typeof rewrite !== "object" || !isRewrite(rewrite)) continue;
          const printed = printRewrite(rewrite, spanOf(module, node));
          if (/undefined: |\[object /.test(printed)) throw new Error(`${code} in ${file}: ${printed}`);
          // Not by `expect`, which takes longer than all the rest.
          if (rewrite.edits.length === 0 || overlap(rewrite.edits))
            throw new Error(`nothing, or overlapping edits, for ${code} in ${file}: ${printed}`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(module.tree);
  }
  expect(files.length).toBeGreaterThan(150);
  expect(made).toBeGreaterThan(10_000);
});

const kinds = new Set(Object.keys(ts.SyntaxKind).filter((name) => /[a-z][A-Z]/.test(name)));

test("every fixture's rewrite leaves files that parse, and no message names TypeScript's kinds of nodes", () => {
  let made = 0;
  for (const name of fixtureNames) {
    for (const { code, fix, message } of compileFolder(fixtureFolder(name), "input.ts", name).diagnostics) {
      expect(message.match(/\b[A-Z]\w+/g)?.filter((word) => kinds.has(word)) ?? [], name).toEqual([]);
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

describe("a printed rewrite shows every line that goes", () => {
  const text = ["let a = 1;", "let b = 2;", "let c = 3;", "let d = 4;", ""].join("\n");
  const source = { path: "main.ts", text };
  const lineSpan = (line: number, count = 1) => {
    const starts = text
      .split("\n")
      .map((_, index, all) => all.slice(0, index).join("\n").length + (index && 1));
    return { source, start: starts[line - 1] ?? 0, end: starts[line - 1 + count] ?? 0 };
  };
  const marked = { source, start: text.indexOf("b"), end: text.indexOf("b") + 1 };

  test("beside a changed one", () => {
    const changed = { span: marked, text: "x" };
    const deleted = { span: lineSpan(3), text: "" };
    expect(printRewrite({ edits: [changed, deleted] }, marked)).toBe(
      "// line 2\nlet x = 2;\n\n// line 3: delete it",
    );
    const above = { span: lineSpan(1), text: "" };
    expect(printRewrite({ edits: [above, changed] }, marked)).toBe(
      "// line 1: delete it\n\n// line 2\nlet x = 2;",
    );
  });

  test("several at once", () => {
    const changed = { span: marked, text: "x" };
    const edits = [changed, { span: lineSpan(3), text: "" }, { span: lineSpan(4), text: "" }];
    expect(printRewrite({ edits }, marked)).toContain("// lines 3 to 4: delete them");
  });

  test("where several become one", () => {
    const edits = [{ span: lineSpan(2, 2), text: "let b = 5;\n" }];
    expect(printRewrite({ edits }, marked)).toBe("// lines 2 to 3\nlet b = 5;");
  });

  test("and says nothing more of a line that is only changed", () => {
    expect(printRewrite({ edits: [{ span: marked, text: "x" }] }, marked)).toBe("let x = 2;");
  });
});

test.each([
  ["prompt", "`prompt`"],
  ["`a ${prompt}`", "`a ${prompt}`"],
  ["draw(`a ${prompt}`)", "draw(`a ${prompt}`)"],
  [`\`${"a".repeat(80)}\``, `\`${"a".repeat(59)}…\``],
])("code in a sentence has one pair of backticks: %s", (code, expected) => {
  expect(tick(code)).toBe(expected);
});
