/** Saves the files of a run's output to a directory. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../lib/json.ts";
import { systemReason } from "../lib/system-reason.ts";
import { describeFailure } from "./describe-failure.ts";
import { fileName, takeName } from "./file-name.ts";
import { findFiles } from "./find-files.ts";
import type { FoundFile } from "./find-files.ts";
import { printPath } from "../graph/print-path.ts";
import { mayPass, type Saved, saveFile, type SaveOptions } from "./save-file.ts";

export interface SavedFile extends Saved {
  /** The location in the output: `images[0]`. */
  readonly path: string;
}

export interface SavedFiles {
  readonly saved: readonly SavedFile[];
  readonly failed: readonly UnsavedFile[];
}

export interface UnsavedFile {
  readonly path: string;
  /** The first 200 characters: data URLs can be megabytes long. */
  readonly url: string;
  readonly message: string;
}

/**
 * What was saved and what was not, each in the order of the output. Files are named after their location,
 * `image.png`, `frames-1.png`; a URL that occurs twice is downloaded once and listed twice. A file of the
 * same name from an earlier run is replaced. A download that may succeed later is tried three times. Never
 * writes outside the directory, and leaves no partial files behind.
 */
export async function saveFiles(
  output: Json,
  directory: string,
  options: SaveOptions = {},
): Promise<SavedFiles> {
  const files = findFiles(output);
  return listSaved(files, await saveByUrl(files, directory, options));
}

/** What became of a file: it was saved, or why it was not. */
export type Download = Saved | { readonly message: string };

/** By URL. */
export type Downloads = ReadonlyMap<string, Download>;

/** As `saveFiles`, for files that were found before. */
export async function saveByUrl(
  files: readonly FoundFile[],
  directory: string,
  options: SaveOptions = {},
): Promise<Downloads> {
  const names = nameFiles(files);
  const jobs = new Map<string, Job>();
  for (const file of files) {
    const name = names.get(file.url);
    if (name !== undefined && !jobs.has(file.url)) jobs.set(file.url, { file, name });
  }

  const waiting = jobs.values();
  // The workers share one iterator: a free worker takes the next job.
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting, directory, options)));
  return new Map([...jobs].flatMap(([url, { result }]) => (result === undefined ? [] : [[url, result]])));
}

/** By URL, what the files are called in their directory, without extensions, which depend on their servers' answers. */
export function nameFiles(files: readonly FoundFile[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const { url, name } of files) if (!names.has(url)) names.set(url, takeName(fileName(name), taken));
  return names;
}

/** In the order of the files. */
export function listSaved(files: readonly FoundFile[], downloads: Downloads): SavedFiles {
  const saved: SavedFile[] = [];
  const failed: UnsavedFile[] = [];
  for (const { path, url } of files) {
    const result = downloads.get(url);
    if (result === undefined) continue;
    if ("message" in result) failed.push({ path: printPath(path), url: url.slice(0, 200), ...result });
    else saved.push({ path: printPath(path), ...result });
  }
  return { saved, failed };
}

const AT_ONCE = 4;

interface Job {
  readonly file: FoundFile;
  /** Without extension, which depends on the answer. */
  readonly name: string;
  result?: Download;
}

async function work(jobs: Iterable<Job>, directory: string, options: SaveOptions): Promise<void> {
  for (const job of jobs) {
    try {
      job.result = await saveWithRetries(job, directory, options);
    } catch (error) {
      job.result = { message: options.signal?.aborted === true ? "interrupted" : describe(error) };
    }
  }
}

/** An error of the disk, or of the server. */
function describe(error: unknown): string {
  const reason = systemReason(error);
  return reason === undefined ? describeFailure(error).message : `cannot write the file: ${reason}`;
}

/** Reading costs nothing, so anything that may be temporary is retried. */
async function saveWithRetries(job: Job, directory: string, options: SaveOptions): Promise<Saved> {
  const { retryDelayMs = 1000, signal } = options;
  for (const delay of [retryDelayMs, retryDelayMs * 3]) {
    try {
      return await saveFile(job.file, job.name, directory, options);
    } catch (error) {
      if (signal?.aborted === true || !mayPass(error)) throw error;
      await sleep(delay, undefined, { ...(signal !== undefined && { signal }) });
    }
  }
  return saveFile(job.file, job.name, directory, options);
}
