/** Writes files so that readers see the old or the new content, never a part, and unchanged files are not touched. */
import { randomUUID } from "node:crypto";
import { lstatSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withPlainLineEnds } from "../../lib/line-ends.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { makeFolder } from "./make-folder.ts";

export interface FileContent {
  /** Absolute. */
  readonly file: string;
  readonly content: string;
}

/**
 * Writes the files whose text changes, all or none as far as a file system can: every new content is on disk before
 * the first one replaces its file, so a full disk or a missing permission leaves the old files. Creates folders.
 * `what` is how messages name a file.
 */
export function writeFiles(files: readonly FileContent[], what: (file: string) => string): void {
  const staged: { readonly temporary: string; readonly file: string }[] = [];
  let current = "";
  try {
    // By file, because a file may be given twice.
    for (const { file, content } of new Map(files.map((each) => [each.file, each])).values()) {
      if (isCurrent(file, content)) continue;
      current = file;
      // Checked now: otherwise the rename would fail after others were replaced.
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) readFileSync(file);
      makeFolder(path.dirname(file));
      const temporary = `${file}.${randomUUID()}.tmp`;
      staged.push({ temporary, file });
      // Never through a link that somebody planted there.
      writeFileSync(temporary, content, { flag: "wx" });
    }
    for (const { temporary, file } of staged) {
      current = file;
      renameSync(temporary, file);
    }
  } catch (error) {
    for (const { temporary } of staged) removeQuietly(temporary);
    const { message } = systemError(error, what(current)) ?? (error as Error);
    throw new WorkspaceError("file-unwritable", message.replace(/^cannot read/, "cannot write"));
  }
}

/**
 * Whether the file already contains this text, with any line ends: Git may check it out with CRLF. An unreadable file
 * is not current: writing will say why.
 */
export function isCurrent(file: string, content: string): boolean {
  try {
    // A link may lead out of the project, and reading a pipe would block.
    return (
      lstatSync(file).isFile() && withPlainLineEnds(readFileSync(file, "utf8")) === withPlainLineEnds(content)
    );
  } catch {
    return false;
  }
}

/** After a failure, there may be nothing to remove, or no permission; the first error is the one to report. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Already reported.
  }
}
