import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Writes a file only when its bytes change, and so that a reader sees the old or the new content, never a part. True
 * when it was written. Folders are made.
 */
export function writeIfChanged(file: string, content: string): boolean {
  if (isCurrent(file, content)) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return true;
}

export function isCurrent(file: string, content: string): boolean {
  try {
    return readFileSync(file, "utf8") === content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
