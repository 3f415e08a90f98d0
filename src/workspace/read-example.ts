/**
 * The examples shipped with falc: `bad.ts`, `good.ts` and `expected.txt`, or folders for examples with several files.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { diagnosticExamples } from "../assets.ts";
import type { DiagnosticCode } from "../diagnostics/diagnostic.ts";
import type { Example, ExampleFile, ExampleFiles } from "../diagnostics/example.ts";

export function readExample(code: DiagnosticCode): Example {
  return {
    bad: readSide("bad", code),
    good: readSide("good", code),
    printed: readFileSync(new URL(`${code}/expected.txt`, diagnosticExamples), "utf8"),
  };
}

/** In a folder, `main.ts` is the workflow; if the example is about the file's name, there is only one file. */
export function readSide(side: "bad" | "good", code: DiagnosticCode): ExampleFiles {
  const folder = new URL(`${code}/`, diagnosticExamples);
  const files = new URL(`${side}/`, folder);
  const read = (name: string, from: URL): ExampleFile => ({
    name,
    text: readFileSync(new URL(name, from), "utf8"),
  });
  if (!existsSync(files)) return [read(`${side}.ts`, folder)];
  const names = readdirSync(files).sort();
  const main = names.find((name) => name === "main.ts") ?? names[0] ?? "main.ts";
  return [read(main, files), ...names.filter((name) => name !== main).map((name) => read(name, files))];
}
