/** Puts everything that tests write below one temporary folder, which is removed after the last test. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

const prefix = "falc-tests-";

export default function setUp(): (() => void) | undefined {
  // Each project calls this: if both run, the second finds the folder of the first.
  if (path.basename(tmpdir()).startsWith(prefix)) return undefined;
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), prefix));
  // The workers, and the processes they start, inherit it.
  process.env["TMPDIR"] = folder;
  process.env["TEMP"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
