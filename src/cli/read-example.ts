/** The examples that falc ships with: `bad.ts`, `good.ts` and `expected.txt`, or folders where several files are needed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { DiagnosticCode } from "../diagnostics/diagnostic.ts";
import type { Example, ExampleFile } from "../diagnostics/example.ts";

const root = new URL("../diagnostics/examples/", import.meta.url);

export function readExample(code: DiagnosticCode): Example {
  const folder = new URL(`${code}/`, root);
  return {
    bad: readSide("bad", folder),
    good: readSide("good", folder),
    printed: readFileSync(new URL("expected.txt", folder), "utf8"),
  };
}

function readSide(side: "bad" | "good", folder: URL): readonly ExampleFile[] {
  const files = new URL(`${side}/`, folder);
  if (!existsSync(files))
    return [{ name: `${side}.ts`, text: readFileSync(new URL(`${side}.ts`, folder), "utf8") }];
  const others = readdirSync(files).filter((name) => name !== "main.ts");
  return ["main.ts", ...others.sort()].map((name) => ({
    name,
    text: readFileSync(new URL(name, files), "utf8"),
  }));
}
