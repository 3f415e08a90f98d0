/**
 * Programs with several mistakes each, corrected only by falc's rewrites: the first one is applied, the result
 * compiled again, until there are no diagnostics. The result is the intended workflow, byte for byte.
 */
import { expect, test } from "vitest";
import { applied, type Files } from "./propose/applied.ts";
import { compileText } from "../support/compile-source.ts";
import { programs } from "./programs-with-mistakes.ts";

test("there are ten programs", () => {
  expect(programs.length).toBe(10);
});

test.each(programs.map((each) => [each.name, each] as const))("%s", (_, { written, meant, mistakes }) => {
  let files: Files = written;
  const said: string[] = [];
  for (;;) {
    const { diagnostics } = compileText(files);
    const next = diagnostics.find(({ fix }) => fix !== undefined);
    if (next?.fix === undefined) {
      expect(
        diagnostics.map(({ code, message }) => `${code}: ${message}`),
        files["main.ts"],
      ).toEqual([]);
      break;
    }
    said.push(`${next.code}: ${next.message}`);
    expect(said.length, said.join("\n")).toBeLessThan(20);
    files = applied(files, next.fix);
  }
  expect(said.length, said.join("\n")).toBeGreaterThanOrEqual(mistakes);
  const [right, corrected] = [compileText(meant), compileText(files)];
  expect(right.diagnostics).toEqual([]);
  expect(corrected.emitted?.graph, files["main.ts"]).toBe(right.emitted?.graph);
  expect(corrected.emitted?.schema).toBe(right.emitted?.schema);
  expect(corrected.emitted?.graph).toBeDefined();
});
