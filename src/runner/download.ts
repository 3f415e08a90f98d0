/** Saves the files of a run's output to a directory. The only part of the runner that writes to disk. */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../lib/json.ts";
import { systemReason } from "../lib/system-reason.ts";
import { readDataUrl } from "./data-url.ts";
import { maxSilenceMs, withinSilence } from "./within-silence.ts";
import { describeFailure } from "./failure.ts";
import { fileExtension, fileName, takeName } from "./file-name.ts";
import { findFiles } from "./find-files.ts";
import type { FoundFile } from "./find-files.ts";
import { printPath } from "../graph/print-path.ts";

export interface SavedFile {
  /** The location in the output: `images[0]`. */
  readonly path: string;
  /** The file's name inside the directory. */
  readonly file: string;
  readonly bytes: number;
  /** From the server, otherwise from the output. */
  readonly contentType?: string;
}

export interface UnsavedFile {
  readonly path: string;
  /** The first 200 characters: data URLs can be megabytes long. */
  readonly url: string;
  readonly message: string;
}

export interface SaveOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** Files that are not saved before an abort count as failed. */
  readonly signal?: AbortSignal;
  /** Milliseconds without a byte after which a download is abandoned; default 60,000. */
  readonly silenceMs?: number;
  /** Milliseconds before a download is retried; three times as many before the last attempt. */
  readonly retryDelayMs?: number;
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
): Promise<{ readonly saved: readonly SavedFile[]; readonly failed: readonly UnsavedFile[] }> {
  const files = findFiles(output);
  const taken = new Set<string>();
  const jobs = new Map<string, Job>();
  for (const file of files) {
    if (!jobs.has(file.url)) jobs.set(file.url, { file, name: takeName(fileName(file.name), taken) });
  }

  const waiting = jobs.values();
  // The workers share one iterator: a free worker takes the next job.
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(waiting, directory, options)));

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
  /** Without extension, which depends on the answer. */
  readonly name: string;
  result?: Saved | { readonly message: string };
}

async function work(jobs: Iterable<Job>, directory: string, options: SaveOptions): Promise<void> {
  for (const job of jobs) {
    try {
      job.result = await saveWithRetries(job, directory, options);
    } catch (error) {
      job.result = {
        message: options.signal?.aborted === true ? "interrupted" : describeFailure(error).message,
      };
    }
  }
}

/** Reading costs nothing, so anything that may be temporary is retried. */
async function saveWithRetries(job: Job, directory: string, options: SaveOptions): Promise<Saved> {
  const { retryDelayMs = 1000, signal } = options;
  for (const delay of [retryDelayMs, retryDelayMs * 3]) {
    try {
      return await save(job, directory, options);
    } catch (error) {
      if (signal?.aborted === true || !mayPass(error)) throw error;
      await sleep(delay, undefined, { ...(signal !== undefined && { signal }) });
    }
  }
  return save(job, directory, options);
}

/** An answer by the server and an error of the file system are final. */
function mayPass(error: unknown): boolean {
  if (error instanceof StatusError) return error.answered === 429 || error.answered >= 500;
  return systemReason(error) === undefined && !(error instanceof UnreadableUrl);
}

type Saved = Omit<SavedFile, "path">;

function save({ file: found, name }: Job, directory: string, options: SaveOptions): Promise<Saved> {
  const { fetch = globalThis.fetch, signal: outer, silenceMs = maxSilenceMs } = options;
  return withinSilence(silenceMs, outer, async (signal, heard) => {
    await mkdir(directory, { recursive: true });
    const { body, contentType } = await open(found.url, fetch, signal);
    heard();
    const specific = contentType === "application/octet-stream" ? found.contentType : contentType;
    const type = specific ?? contentType ?? found.contentType;
    const file = `${name}.${fileExtension(type, found.url)}`;
    // Unique: another run may be saving a file of the same name here.
    const part = join(directory, `.${name}.${randomUUID()}.part`);
    // `wx`, then a rename that replaces the target: a planted link is not followed out of the directory.
    const target = createWriteStream(part, { flags: "wx" });
    const count = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        heard();
        yield chunk;
      }
    };
    try {
      // Converted to a Node stream only here, where its errors are handled.
      const source = body instanceof Uint8Array ? Readable.from([body]) : Readable.fromWeb(body);
      await pipeline(source, count, target, { signal });
      await rename(part, join(directory, file));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    return { file, bytes: target.bytesWritten, ...(type !== undefined && { contentType: type }) };
  });
}

interface Content {
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
  readonly contentType?: string;
}

class StatusError extends Error {
  readonly answered: number;

  constructor(status: number) {
    super(`the server answered with status ${status}`);
    this.answered = status;
  }
}

/** A malformed `data:` URL. */
class UnreadableUrl extends Error {}

async function open(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Content> {
  if (/^data:/i.test(url)) {
    try {
      const { bytes, contentType } = readDataUrl(url);
      return { body: bytes, contentType };
    } catch (error) {
      throw new UnreadableUrl((error as Error).message);
    }
  }
  const response = await fetch(url, { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new StatusError(response.status);
  }
  const contentType = response.headers.get("content-type");
  return {
    // The same class in two declarations: fetch returns the browser's, `fromWeb` takes Node's.
    body: (response.body as ReadableStream<Uint8Array> | null) ?? new Uint8Array(),
    ...(contentType !== null && { contentType }),
  };
}
