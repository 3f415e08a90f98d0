/**
 * Compares every built-in with the real one: expressions over known data, run by JavaScript and by the evaluator.
 * Values, holes, order and errors have to agree. Each expression is one line, so that a diagnostic's line identifies
 * it.
 */
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../../src/endpoints/lookup.ts";
import { ModuleLoader } from "../../../src/compiler/1-parse/load.ts";
import { parse } from "../../../src/compiler/1-parse/parse.ts";
import { Interpreter } from "../../../src/compiler/2-evaluate/machine/interpreter.ts";
import type { Value } from "../../../src/compiler/2-evaluate/values/values.ts";
import { knownCases, refusedCases } from "./builtin-cases.ts";

type Outcome = { readonly value: unknown } | { readonly throws: true } | { readonly refused: string };

/** With `"use strict"`, as in a module. */
function runReal(expressions: readonly string[]): Outcome[] {
  const thunks = expressions.map((expression) => `() => (${expression})`).join(",\n");
  const made = new Function(`"use strict"; return [${thunks}]`) as () => (() => unknown)[];
  return made().map((thunk) => {
    try {
      return { value: showReal(thunk()) };
    } catch {
      return { throws: true };
    }
  });
}

const throwing = new Set(["program-throws", "property-of-nothing", "call-unknown", "assign-constant"]);

/** As the constants of one file; a refused expression is identified by its diagnostic's line. */
function runEvaluator(expressions: readonly string[]): Outcome[] {
  const lines = expressions.map((expression, index) => `export const r${index} = (${expression});`);
  lines.push("export default async function workflow() { return {}; }");
  const found = new Map<number, string>();
  const source = lines.join("\n");
  const host = { read: (path: string) => (path === "main.ts" ? source : undefined), list: () => ["main.ts"] };
  const report = (code: string, span: { readonly start: number }) => {
    const line = source.slice(0, span.start).split("\n").length - 1;
    if (!found.has(line)) found.set(line, code);
  };
  const parsed = parse({ path: "main.ts", name: "main" }, new ModuleLoader(host), true, report as never);
  if (parsed === undefined) throw new Error(`not parsed: ${[...found.values()].join()}`);
  const machine = new Interpreter(parsed, openCatalog(), report as never);
  const scope = machine.instantiate(parsed.entry);
  return expressions.map((_, index) => {
    const code = found.get(index);
    if (code !== undefined) return throwing.has(code) ? { throws: true } : { refused: code };
    return { value: showValue(scope.find(`r${index}`)?.value) };
  });
}

/** A value as plain data that shows every possible difference: holes, -0, order of keys, kinds. */
function showReal(value: unknown): unknown {
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return showPrimitive(value);
  if (value instanceof Map) return { map: [...value].map(([key, each]) => [showReal(key), showReal(each)]) };
  if (value instanceof Set) return { set: [...value].map(showReal) };
  if (value instanceof RegExp) return { regexp: String(value), lastIndex: value.lastIndex };
  if (Object.prototype.toString.call(value).endsWith("Iterator]")) return "iterator";
  const fields = Object.entries(value).map(([key, each]) => [key, showReal(each)]);
  return Array.isArray(value) ? { list: value.length, fields } : { fields };
}

function showValue(value: Value | undefined): unknown {
  switch (value?.kind) {
    case "known":
      return showPrimitive(value.value);
    case "map":
      return {
        map: [...value.entries.values()].map((entry) => [showValue(entry.key), showValue(entry.value)]),
      };
    case "set":
      return { set: [...value.entries.values()].map(showValue) };
    case "regexp":
      return { regexp: String(value.value), lastIndex: value.value.lastIndex };
    case "iterator":
      return "iterator";
    case "function":
    case "builtin":
      return "function";
    case "array": {
      const all = [...Object.entries(value.elements), ...Object.entries(value.named ?? {})];
      return { list: value.elements.length, fields: all.map(([key, each]) => [key, showValue(each)]) };
    }
    case "object":
      return { fields: Object.entries(value.fields).map(([key, each]) => [key, showValue(each)]) };
    default:
      return value?.kind ?? "nothing";
  }
}

function showPrimitive(value: unknown): string {
  return `${typeof value} ${Object.is(value, -0) ? "-0" : String(value)}`;
}

describe("a built-in on known data returns what JavaScript's own returns", () => {
  test.each(Object.entries(knownCases))("%s", (_, expressions) => {
    const real = runReal(expressions);
    const evaluated = runEvaluator(expressions);
    const differing = expressions.flatMap((expression, index) => {
      const [wanted, got] = [JSON.stringify(real[index]), JSON.stringify(evaluated[index])];
      return wanted === got ? [] : [`${expression}\n  JavaScript: ${wanted}\n  falc:       ${got}`];
    });
    expect(differing.slice(0, 40).join("\n")).toBe("");
  });

  test("there are many cases, and a wrong result is noticed", () => {
    expect(Object.values(knownCases).flat().length).toBeGreaterThan(3000);
    expect(runReal([`"a"`, `[, 1]`, `0`])).not.toEqual(runEvaluator([`"b"`, `[undefined, 1]`, `-0`]));
    expect(JSON.stringify(runEvaluator(["-0", "[, 1]"]))).not.toBe(
      JSON.stringify(runEvaluator(["0", "[undefined, 1]"])),
    );
  });
});

describe("an unsupported built-in is refused with its own code", () => {
  test.each(Object.entries(refusedCases))("%s", (code, expressions) => {
    const outcomes = runEvaluator(expressions);
    const others = expressions.filter(
      (_, index) => JSON.stringify(outcomes[index]) !== JSON.stringify({ refused: code }),
    );
    expect(others).toEqual([]);
  });
});
