/** A bug in falc is reported with places in its sources, although the package runs bundles. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { withSourcePlaces } from "../../src/cli/source-trace.ts";
import { chat, TestProject } from "../support/project.ts";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Where a text stands in a file, as V8 counts: from 1. */
function placeOf(text: string, file: string): string {
  const source = readFileSync(file, "utf8");
  const at = source.indexOf(text);
  expect(at, `${text} in ${file}`).toBeGreaterThan(-1);
  const before = source.slice(0, at).split("\n");
  return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
}

test.each([
  ["command-line.cjs", "there is no workflow or file", "src/workspace/project/words.ts"],
  ["command-line.cjs", "falc has a bug", "src/cli/report-error.ts"],
  ["compiler.cjs", "is imported and was not parsed", "src/compiler/2-evaluate/modules/modules.ts"],
  [
    "compiler.cjs",
    "A namespace is allowed only at the top level",
    "src/compiler/1-parse/statement-errors.ts",
  ],
])("%s: %s", (bundle, text, source) => {
  const place = placeOf(text, path.join(dist, bundle));
  const mapped = withSourcePlaces(`    at f (${path.join(dist, bundle)}:${place})`, dist);
  const [, file = "", line = ""] = /^ {4}at f \((.*):(\d+):\d+\)$/.exec(mapped) ?? [];
  expect(file).toBe(source);
  const lines = readFileSync(path.join(dist, "..", source), "utf8").split("\n");
  // A position is that of the expression around the text.
  expect(lines.slice(Number(line) - 1, Number(line) + 2).join("\n")).toContain(text);
});

test("places without a source, and other files, stay as they are", () => {
  const typescript = placeOf("function createSourceFile", path.join(dist, "compiler.cjs"));
  for (const place of [
    `compiler.cjs:${typescript}`,
    "unknown.cjs:1:1",
    "/a/workflows/hero.ts:3:4",
    "node:fs:10:2",
  ])
    expect(withSourcePlaces(`at f (${place})`, dist)).toBe(`at f (${place})`);
});

test("the command maps the trace that it prints", () => {
  const project = new TestProject({
    "workflows/chat.ts": chat,
    "break.cjs": `require("node:fs").existsSync = () => { throw new TypeError("broken for the test"); };`,
  });
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--require", project.path("break.cjs"), path.join(dist, "falc.cjs"), "models", "list"],
    { cwd: project.root, encoding: "utf8", env: { PATH: process.env["PATH"] } },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/^falc has a bug, please report it:\nTypeError: broken for the test\n/);
  expect(stderr).toMatch(/ \(src\/workspace\/project\/project\.ts:\d+:\d+\)\n/);
});
