/**
 * Applies every rewrite that falc prints to its program, as a tool would: the file still parses, the problem is gone
 * and no other error has replaced it. If the case says so, the original program, the changed one, and its graph make
 * the same calls and give the same output. Problems without an honest rewrite have advice in words.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { Schema } from "../../../src/schema/schema.ts";
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { applied, type Files } from "./applied.ts";
import { compileText } from "../../support/compile-source.ts";
import { observeFunction, observeGraph, sampleInput } from "../../support/oracle.ts";
import { cases, type RewriteCase } from "./rewrite-cases.ts";

const folder = mkdtempSync(path.join(tmpdir(), "falc-rewrites-"));
symlinkSync(
  fileURLToPath(new URL("../../../node_modules", import.meta.url)),
  path.join(folder, "node_modules"),
);
writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function filesOf({ source, files = {} }: RewriteCase): Files {
  return { ...files, "main.ts": source };
}

function find(each: RewriteCase): Diagnostic {
  const { diagnostics } = compileText(filesOf(each));
  const found = diagnostics.filter(({ code }) => code === each.code)[each.nth ?? 0];
  if (found === undefined) {
    throw new Error(
      `no ${each.code}: ${diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n")}`,
    );
  }
  return found;
}

/** The position of the marked code after the edits. */
function placeAfter({ span, fix }: Diagnostic): { readonly start: number; readonly end: number } {
  const moved = (offset: number, isEnd: boolean) => {
    let at = offset;
    for (const { span: changed, text } of fix?.edits ?? []) {
      if (changed.source !== span.source) continue;
      if (changed.end <= offset && !(isEnd && changed.end === offset && changed.start < offset)) {
        if (changed.end < offset || !isEnd) at += text.length - (changed.end - changed.start);
      } else if (changed.start < offset || (isEnd && changed.end === offset)) {
        at += isEnd ? text.length - (offset - changed.start) : changed.start - offset;
      }
    }
    return at;
  };
  return { start: moved(span.start, false), end: moved(span.end, true) };
}

function parseErrors(text: string): readonly string[] {
  const tree = ts.createSourceFile("main.ts", text, ts.ScriptTarget.Latest);
  const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly TS.Diagnostic[] };
  return parseDiagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

let written = 0;

async function workflowOf(files: Files): Promise<(input: never) => Promise<unknown>> {
  const own = path.join(folder, String(written++));
  mkdirSync(own);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(own, name), text);
  const module = (await import(path.join(own, "main.ts"))) as { default: (input: never) => Promise<unknown> };
  return module.default;
}

const entries = Object.entries(cases);
const rewritten = entries.filter(([, { kind }]) => kind !== "words");

test("there are enough cases", () => {
  expect(entries.length).toBeGreaterThan(120);
});

describe("applied", () => {
  test.each(rewritten)("%s", (_, each) => {
    const files = filesOf(each);
    const found = find(each);
    if (found.fix === undefined) throw new Error(`words only: ${found.rewrite ?? found.advice ?? ""}`);
    const after = applied(files, found.fix);
    expect(after).not.toEqual(files);
    for (const [name, text] of Object.entries(after)) {
      if (name.endsWith(".ts")) expect(parseErrors(text), text).toEqual([]);
    }
    const { path: file } = found.span.source;
    const { start, end } = placeAfter(found);
    const left = compileText(after).diagnostics.filter(
      ({ kind, span }) =>
        kind !== "warning" &&
        span.source.path === file &&
        span.start < Math.max(end, start + 1) &&
        start < span.end,
    );
    expect(
      left.map(({ code, message }) => `${code}: ${message}`),
      after[file],
    ).toEqual([]);
    for (const text of each.prints ?? []) expect(found.rewrite).toContain(text);
  });
});

describe("as a whole", () => {
  const whole = rewritten.filter(([, { kind }]) => kind !== "removes");
  test.each(whole)("%s", async (_, each) => {
    const files = filesOf(each);
    const { fix } = find(each);
    if (fix === undefined) throw new Error("words only");
    const after = applied(files, fix);
    const names = ["main.ts", ...(fix.files ?? []).map(({ path: name }) => name)];
    for (const name of names) {
      const main = { ...after, "shared.ts": "" };
      const { emitted, diagnostics } = compileText(name === "main.ts" ? main : { ...swapped(after, name) });
      const said = diagnostics
        .filter(({ kind }) => kind !== "warning")
        .map(({ code, message }) => `${code}: ${message}`);
      expect(said, `${name}\n${after[name] ?? ""}\n${after["main.ts"] ?? ""}`).toEqual([]);
      if (emitted === undefined) throw new Error("nothing was emitted");
      const { filled } = sampleInput((JSON.parse(emitted.schema) as { input: Schema }).input);
      const direct = await observeFunction(
        await workflowOf(name === "main.ts" ? after : swapped(after, name)),
        filled,
      );
      expect(await observeGraph(JSON.parse(emitted.graph), filled)).toEqual(direct);
      expect(direct.calls.length).toBeGreaterThan(0);
      if (each.kind === "same") {
        expect(await observeFunction(await workflowOf(files), filled), after[name]).toEqual(direct);
      }
    }
  });
});

/** Makes the new file the one that is compiled, under the original's name; its imports get another one. */
function swapped(files: Files, name: string): Files {
  const { "main.ts": shared = "", [name]: own = "", ...others } = files;
  return { ...others, "shared.ts": shared, "main.ts": own.replace("./main.ts", "./shared.ts") };
}

describe("in words", () => {
  test.each(entries.filter(([, { kind }]) => kind === "words"))("%s", (_, each) => {
    const { rewrite, fix, advice } = find(each);
    expect(rewrite).toBeUndefined();
    expect(fix).toBeUndefined();
    expect(advice).toMatch(/^[A-Z`].*\.$/);
    for (const text of each.prints ?? []) expect(advice).toContain(text);
  });
});
