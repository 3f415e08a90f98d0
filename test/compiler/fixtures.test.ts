/**
 * A fixture is a folder: `input.ts`, and what it compiles to: `expected.json` and `expected.schema.json`, or
 * `expected.diagnostics.txt`. `npm run fixtures` regenerates these; review the difference before committing it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { printDiagnostic } from "../../src/diagnostics/formats/text.ts";
import { compileFolder } from "../support/compile-source.ts";
import { fixtureFolder, fixtureNames } from "../support/fixtures.ts";

const update = process.env.UPDATE_FIXTURES === "1" && process.env.CI !== "true";

describe.each(fixtureNames)("%s", (name) => {
  const folder = fixtureFolder(name);
  const { emitted, diagnostics } = compileFolder(folder, "input.ts", name);
  const printed = diagnostics.map((diagnostic) => `${printDiagnostic(diagnostic)}\n`).join("\n");
  const expected: Record<string, string> = {
    ...(emitted !== undefined && { "expected.json": emitted.graph, "expected.schema.json": emitted.schema }),
    ...(printed !== "" && { "expected.diagnostics.txt": printed }),
  };

  test("states its claim in its first line", () => {
    expect(readFileSync(path.join(folder, "input.ts"), "utf8")).toMatch(/^\/\/ \S/);
  });

  test("compiles to exactly the expected files", () => {
    for (const [file, content] of Object.entries(expected)) {
      if (update) writeFileSync(path.join(folder, file), content);
      expect(content, file).toBe(readFileSync(path.join(folder, file), "utf8"));
    }
    const files = readdirSync(folder).filter((file) => file.startsWith("expected."));
    expect(files.sort()).toEqual(Object.keys(expected).sort());
  });

  test("is refused with a reason and without an artifact, or accepted without an error", () => {
    const errors = diagnostics.filter(({ kind }) => kind !== "warning");
    expect(emitted === undefined).toBe(errors.length > 0);
    expect(existsSync(path.join(folder, "expected.json"))).toBe(errors.length === 0);
  });
});
