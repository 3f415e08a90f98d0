/** Puts everything that tests write below one temporary folder, which is removed after the last test. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

export default function setUp(): () => void {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "falc-tests-"));
  // The workers, and the processes they start, inherit it.
  process.env["TMPDIR"] = folder;
  process.env["TEMP"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
