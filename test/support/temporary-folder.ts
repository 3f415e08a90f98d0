/** Puts everything that tests write below one temporary folder, which is removed after the last test. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

const prefix = "falc-tests-";

/** The workers, and the processes they start, inherit it. Vitest reads its configuration more than once. */
export function useTemporaryFolder(): void {
  const temporary = realpathSync(tmpdir());
  if (path.basename(temporary).startsWith(prefix)) return;
  const folder = mkdtempSync(path.join(temporary, prefix));
  process.env["TMPDIR"] = folder;
  process.env["TEMP"] = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
