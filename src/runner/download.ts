/** Saves the files of a run's output to a directory. The only part of the runner that writes to disk. */
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { Json } from "../lib/json.ts";
import { readDataUrl } from "./data-url.ts";
import { describeFailure } from "./failure.ts";
import { fileExtension, fileName, takeName } from "./file-name.ts";
import { findFiles } from "./find-files.ts";
import type { FoundFile } from "./find-files.ts";
import { printPath } from "../graph/print-path.ts";

export interface SavedFile {
  /** Where in the output: `images[0]`. */
  readonly path: string;
  /** The file's name inside the directory. */
  readonly file: string;
  readonly bytes: number;
  /** As the server says, else as the output says. */
  readonly contentType?: string;
}

export interface UnsavedFile {
  readonly path: string;
  /** The first 200 characters: data URLs can be megabytes long. */
  readonly url: string;
  readonly message: string;
}

/**
 * What was saved and what was not, each in the order of the output. Files get names from their place in it, `image.png`,
 * `frames-1.png`; a URL that occurs twice is downloaded once and listed twice. A file of the same name from an earlier
 * run is replaced. Never writes outside the directory, and leaves no half files behind.
 */
export async function saveFiles(
  output: Json,
  directory: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<{ readonly saved: readonly SavedFile[]; readonly failed: readonly UnsavedFile[] }> {
  const files = findFiles(output);
  const taken = new Set<string>();
  const jobs = new Map<string, Job>();
  for (const file of files) {
    if (!jobs.has(file.url)) jobs.set(file.url, { file, name: takeName(fileName(file.name), taken) });
  }

  const waiting = jobs.values();
  // The workers share one iterator: each job is taken by whoever is free.
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting, directory, fetch)));

  const saved: SavedFile[] = [];
  const failed: UnsavedFile[] = [];
  for (const { path, url } of files) {
    const result = jobs.get(url)?.result;
    if (result === undefined) continue;
    if ("message" in result) failed.push({ path: printPath(path), url: url.slice(0, 200), ...result });
    else saved.push({ path: printPath(path), ...result });
  }
  return { saved, failed };
}

const AT_ONCE = 4;

interface Job {
  readonly file: FoundFile;
  /** Without extension, which the answer decides. */
  readonly name: string;
  result?: Omit<SavedFile, "path"> | { readonly message: string };
}

async function work(jobs: Iterable<Job>, directory: string, fetch: typeof globalThis.fetch): Promise<void> {
  for (const job of jobs) {
    try {
      job.result = await save(job, directory, fetch);
    } catch (error) {
      job.result = { message: describeFailure(error).message };
    }
  }
}

async function save(
  { file: found, name }: Job,
  directory: string,
  fetch: typeof globalThis.fetch,
): Promise<Omit<SavedFile, "path">> {
  const part = join(directory, `.${name}.part`);
  await mkdir(directory, { recursive: true });
  await rm(part, { force: true });
  const { body, contentType } = await open(found.url, fetch);
  const specific = contentType === "application/octet-stream" ? found.contentType : contentType;
  const type = specific ?? contentType ?? found.contentType;
  const file = `${name}.${fileExtension(type, found.url)}`;
  // `wx`, and a rename that replaces: a link that someone put there is not followed out of the directory.
  const target = createWriteStream(part, { flags: "wx" });
  try {
    // The body becomes a Node stream only here, where its errors are listened for.
    await pipeline(body instanceof Uint8Array ? Readable.from([body]) : Readable.fromWeb(body), target);
    await rename(part, join(directory, file));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return { file, bytes: target.bytesWritten, ...(type !== undefined && { contentType: type }) };
}

interface Content {
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
  readonly contentType?: string;
}

async function open(url: string, fetch: typeof globalThis.fetch): Promise<Content> {
  if (/^data:/i.test(url)) {
    const { bytes, contentType } = readDataUrl(url);
    return { body: bytes, contentType };
  }
  const response = await fetch(url);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the server answered with status ${response.status}`);
  }
  const contentType = response.headers.get("content-type");
  return {
    // The same class under two declarations: fetch's is the browser's, `fromWeb` wants Node's.
    body: (response.body as ReadableStream<Uint8Array> | null) ?? new Uint8Array(),
    ...(contentType !== null && { contentType }),
  };
}
