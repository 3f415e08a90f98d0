import { existsSync, lstatSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Makes a folder and those above it; does nothing if it exists. Throws the system's error. Not Node's recursive mkdir: for
 * a read-only file system that reports a missing file, and where the system refuses with "no such file", as below
 * /proc, it retries for ever.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let above = folder; !existsSync(above); above = path.dirname(above)) {
    if (isLink(above)) throw brokenLink(above);
    missing.push(above);
  }
  for (const each of missing.reverse()) {
    try {
      mkdirSync(each);
    } catch (error) {
      // Another process was faster.
      if (statSync(each, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
    }
  }
  // Does nothing for a folder; for anything else, it throws the right error.
  mkdirSync(folder, { recursive: true });
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    // There is nothing, or no permission to look: making the folder will say why.
    return false;
  }
}

/** The system's own would be that a file of that name exists, although nothing seems to. */
function brokenLink(link: string): Error {
  return Object.assign(new Error("it is a link that leads nowhere"), {
    code: "",
    syscall: "mkdir",
    path: link,
  });
}
