/** Looks at files that anybody may have put there: links, pipes, other encodings. */
import { realpathSync, type Stats, statSync } from "node:fs";
import { decodeText } from "../../lib/decode-text.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** Follows links, unless `stat` is `lstatSync`. `undefined` if nothing is there, or the name is invalid. */
export function statOf(absolute: string, stat: typeof statSync = statSync): Stats | undefined {
  try {
    return stat(absolute, { throwIfNoEntry: false });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code)) return undefined;
    throw error;
  }
}

export function isFolder(absolute: string): boolean {
  return statOf(absolute)?.isDirectory() === true;
}

/** The path itself if nothing is there. */
export function realpathOf(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

/** Decodes text. Invalid UTF-8 would become replacement characters, and be sent in prompts. */
export function decodeSource(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const decoded = decodeText(bytes);
    const problem = "problem" in decoded ? decoded.problem : "is not UTF-8 text";
    throw new WorkspaceError("file-unreadable", `${file} ${problem}`, "Save it as UTF-8.");
  }
}

/** Bytes. 100,000 lines of code are 4 MB. */
const maxSourceLength = 10_000_000;

/** Throws for a source that is too large. */
export function assertSize(bytes: number, file: string): void {
  if (bytes <= maxSourceLength) return;
  throw new WorkspaceError(
    "file-unreadable",
    `${file} is larger than ${maxSourceLength / 1_000_000} MB`,
    "Keep large data out of the sources, and pass it in as an input.",
  );
}

/** Whether a name could look like another one, or overwrite lines of the terminal. */
export function hasInvisible(name: string): boolean {
  return invisible.test(name);
}

const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
