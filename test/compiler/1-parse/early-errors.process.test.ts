/**
 * What no JavaScript engine loads is refused at the right place, even in code that never runs; similar valid code is
 * not.
 */
import { describe, expect, test } from "vitest";
import { ModuleLoader } from "../../../src/compiler/1-parse/load.ts";
import { ts } from "../../../src/compiler/typescript.ts";
import type { Report } from "../../../src/diagnostics/collector.ts";
import { earlyErrorCases, typescriptErrors, typescriptNeighbours } from "./early-error-cases.ts";
import { askEngine } from "../../support/engine-loads.ts";

/** The source with « and » around each syntax error, and the messages. */
function check(source: string): { readonly marked: string; readonly texts: readonly string[] } {
  const texts: string[] = [];
  const marks: { readonly at: number; readonly mark: string }[] = [];
  const report: Report = (code, span, facts) => {
    if (code !== "syntax-error") return;
    texts.push((facts as { readonly text: string }).text);
    marks.push({ at: span.start, mark: "«" }, { at: span.end, mark: "»" });
  };
  const host = { read: (path: string) => (path === "main.ts" ? source : undefined), list: () => [] };
  new ModuleLoader(host).load("main.ts", report);
  const marked = marks
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, mark }) => text.slice(0, at) + mark + text.slice(at), source);
  return { marked, texts };
}

const unmarked = (text: string) => text.replace(/[«»]/g, "");

describe.each(earlyErrorCases)("$about", ({ bad, good }) => {
  test.each(bad.map((source) => [source]))("refused: %s", (source) => {
    const { marked, texts } = check(unmarked(source));
    expect(marked, texts.join("\n")).toBe(source);
  });

  test.each(good.map((source) => [source]))("accepted: %s", (source) => {
    expect(check(source).texts).toEqual([]);
  });
});

test.each(typescriptNeighbours.map((source) => [source]))("accepted: %s", (source) => {
  expect(check(source).texts).toEqual([]);
});

test.each(typescriptErrors.map((source) => [source]))("refused: %s", (source) => {
  const { marked, texts } = check(unmarked(source));
  expect(marked, texts.join("\n")).toBe(source);
});

describe("the engine", () => {
  const strip = (source: string) =>
    ts.transpileModule(source, {
      compilerOptions: {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        verbatimModuleSyntax: false,
      },
    }).outputText;

  test("loads none of the refused sources", () => {
    const early = earlyErrorCases.filter(({ isLateInV8 }) => isLateInV8 !== true);
    const sources = early.flatMap(({ bad }) => bad.map(unmarked));
    const said = askEngine(sources);
    expect(sources.filter((_, index) => said[index] === null)).toEqual([]);
  });

  test("loads all accepted sources", () => {
    const sources = earlyErrorCases.flatMap(({ good }) => good);
    const said = askEngine(sources);
    expect(
      sources.map((source, index) => [source, said[index]]).filter(([, error]) => error !== null),
    ).toEqual([]);
  });

  test("loads the JavaScript of TypeScript-only syntax", () => {
    const sources = typescriptNeighbours.filter((source) => !/export =|require\(/.test(source)).map(strip);
    const said = askEngine(sources);
    expect(
      sources.map((source, index) => [source, said[index]]).filter(([, error]) => error !== null),
    ).toEqual([]);
  });
});
