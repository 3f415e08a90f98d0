import { execFile, spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { expect, test } from "vitest";
import { TestProject } from "./project.ts";

const says = /starts no processes.*: name the file \*\.process\.test\.ts/;

test("a quick suite cannot start a process", () => {
  expect(() => spawn(process.execPath, ["--version"])).toThrow(says);
  expect(() => spawnSync(process.execPath, ["--version"])).toThrow(says);
  expect(() => execFile(process.execPath, ["--version"])).toThrow(says);
});

test("nor can what it calls", async () => {
  const project = new TestProject({
    "workflows/one.ts": "export default async function one() {\n  return { a: 1 };\n}\n",
    "node_modules/typescript/package.json": '{ "name": "typescript", "version": "6.0.3" }',
    "node_modules/typescript/bin/tsc": "",
  });
  expect((await project.falc(["check"])).err).toMatch(says);
});
