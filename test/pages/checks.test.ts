/** The table in src/CHECKS.md matches the catalogue of codes: every check of calls is there once, with its kind. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/codes.ts";
import { callEntries } from "../../src/diagnostics/codes/calls.ts";
import type { DiagnosticCode } from "../../src/diagnostics/diagnostic.ts";

const page = readFileSync(new URL("../../src/CHECKS.md", import.meta.url), "utf8");

const rows = page.split("\n").flatMap((line) => {
  const [, code = "", kind = "", compared = ""] = line.split("|").map((cell) => cell.trim());
  return /^`[a-z-]+`$/.test(code) ? [{ code: code.slice(1, -1), kind, compared }] : [];
});

/** About the workflow's file, rather than a call. */
const elsewhere: ReadonlySet<string> = new Set(["workflow-name"]);

test("every row names a code, its kind and what is compared", () => {
  for (const { code, kind, compared } of rows) {
    expect(Object.keys(catalogue)).toContain(code);
    expect(kind, code).toBe(catalogue[code as DiagnosticCode].kind);
    expect(compared, code).toMatch(/\.$/);
  }
});

test("every code about what calls send and read is there once", () => {
  const codes = rows.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
  const expected = [
    ...Object.keys(callEntries).filter((code) => !elsewhere.has(code)),
    ...[
      "model-id-invalid",
      "endpoint-unknown",
      "declaration-differs",
      "path-missing",
      "path-index",
      "path-beyond-count",
      "path-into-text",
      "result-optional",
      "result-envelope",
      "after-missing",
    ],
  ];
  for (const code of expected) expect(codes).toContain(code);
});
