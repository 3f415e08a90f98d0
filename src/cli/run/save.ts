/** Saves the files of a result into the user's folder. */
import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { JsonObject } from "../../lib/json.ts";
import { printable, printableJson, printBytes } from "../../lib/printable.ts";
import { systemReason } from "../../lib/system-reason.ts";
import { saveFiles } from "../../runner/download.ts";
import { makeFolder } from "../../workspace/project/make-folder.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";

/** Creates the folder. Throws if it is not writable, before a run is paid for. */
export function prepareFolder(word: string, cwd: string): void {
  try {
    const folder = path.resolve(cwd, word);
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = systemReason(error) ?? (error as Error).message;
    throw new CommandError(`--out: files cannot be saved in ${word}: ${reason}`, exit.usage);
  }
}

/** False if a file could not be saved. */
export async function saveResult(
  output: JsonObject,
  word: string,
  json: boolean,
  interrupt: AbortSignal,
  io: Io,
): Promise<boolean> {
  const paint = paintFor(io.stderr, io.env);
  const folder = path.resolve(io.cwd, word);
  // An interrupt that stopped the run is no reason to lose what it made.
  const signal = interrupt.aborted ? undefined : interrupt;
  const { saved, failed } = await saveFiles(output, folder, { ...(signal !== undefined && { signal }) });
  if (json) {
    const print = (event: object) => io.stdout.write(`${printableJson(JSON.stringify(event))}\n`);
    for (const file of saved) print({ kind: "file-saved", ...file, folder });
    for (const file of failed) print({ kind: "file-failed", ...file });
    return failed.length === 0;
  }
  for (const file of saved) {
    const from = paint.faint(`${printable(file.path)}, ${printBytes(file.bytes)}`);
    io.stderr.write(`saved ${paint.strong(path.join(word, file.file))}  ${from}\n`);
  }
  for (const file of failed) {
    io.stderr.write(`${paint.kind("error", "not saved")} ${printable(`${file.path}: ${file.message}`)}\n`);
  }
  if (saved.length + failed.length === 0) io.stderr.write("The result contains no files.\n");
  return failed.length === 0;
}
