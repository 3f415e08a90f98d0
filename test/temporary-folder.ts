/** Everything that tests write is below one temporary folder, which is removed when the last of them has ended. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

export default function setUp(): () => void {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "falc-tests-"));
  // The workers, and what they start, inherit it.
  process.env["TMPDIR"] = folder;
  process.env["TEMP"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
