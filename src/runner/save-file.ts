/** Downloads one file. The only part of the runner that writes to disk. */
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { systemReason } from "../lib/system-reason.ts";
import { readDataUrl } from "./data-url.ts";
import { fileExtension } from "./file-name.ts";
import type { FoundFile } from "./find-files.ts";
import { describeRedirectError } from "./network-error.ts";
import { type FileDigests, FileReader } from "./recipe/file-reader.ts";
import { withPngText } from "./recipe/png-text.ts";
import { maxSilenceMs, withinSilence } from "./within-silence.ts";

export interface Saved {
  /** The file's name inside the directory. */
  readonly file: string;
  readonly bytes: number;
  /** From the server, otherwise from the output. */
  readonly contentType?: string;
  /** If a text was to be put into it. */
  readonly digests?: SavedDigests;
}

export interface SavedDigests {
  /** As the server sent it. */
  readonly received: FileDigests;
  /** As it is on disk: another file if it is a PNG, with the text in it. */
  readonly saved: FileDigests;
}

export interface SaveOptions {
  readonly fetch?: typeof globalThis.fetch;
  /** Files that are not saved before an abort count as failed. */
  readonly signal?: AbortSignal;
  /** Milliseconds without a byte after which a download is abandoned; default 60,000. */
  readonly silenceMs?: number;
  /** Milliseconds before a download is retried; three times as many before the last attempt. */
  readonly retryDelayMs?: number;
  /** Bytes, unpacked, after which a download is abandoned; default 20 GB. */
  readonly maxBytes?: number;
  /** The text to put into a file, if it is a PNG: no other format is changed. */
  readonly textFor?: (file: FoundFile) => string;
}

/** No model makes as much; a compressed answer of megabytes, or an endless one, would fill the disk. */
const maxFileBytes = 20_000_000_000;

/**
 * Saves one file as `name` with the extension of its type. Leaves nothing behind if it throws: an error of the file
 * system, the server or the network.
 */
export function saveFile(
  found: FoundFile,
  name: string,
  directory: string,
  options: SaveOptions,
): Promise<Saved> {
  const { fetch = globalThis.fetch, signal: outer, silenceMs = maxSilenceMs } = options;
  const { maxBytes = maxFileBytes, textFor } = options;
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
    const labelling = textFor && new Labelling(textFor(found));
    const count = async function* (chunks: AsyncIterable<Uint8Array>) {
      let bytes = 0;
      for await (const chunk of chunks) {
        heard(chunk.length);
        bytes += chunk.length;
        if (bytes > maxBytes) throw new Final(`the file is larger than ${maxBytes / 1_000_000_000} GB`);
        yield chunk;
      }
    };
    try {
      // Converted to a Node stream only here, where its errors are handled.
      const source = body instanceof Uint8Array ? Readable.from([body]) : Readable.fromWeb(body);
      const label = (chunks: AsyncIterable<Uint8Array>) => labelling?.pass(chunks) ?? chunks;
      // While it is on its way, because nobody else can have replaced it.
      await pipeline(source, (chunks: AsyncIterable<Uint8Array>) => label(count(chunks)), target, { signal });
      await rename(part, join(directory, file));
    } catch (error) {
      // The source may break before the file was opened, which makes it.
      target.destroy();
      if (!target.closed) await new Promise<void>((resolve) => target.once("close", () => resolve()));
      await rm(part, { force: true });
      // Node's own error after an abort says only that there was one.
      throw signal.aborted ? signal.reason : error;
    }
    return {
      file,
      bytes: target.bytesWritten,
      ...(type !== undefined && { contentType: type }),
      ...(labelling !== undefined && { digests: labelling.digests() }),
    };
  });
}

/** Puts a text into a file that passes by, and looks at it before and after. */
class Labelling {
  readonly #text: string;
  readonly #received = new FileReader();
  readonly #saved = new FileReader();

  constructor(text: string) {
    this.#text = text;
  }

  async *pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of withPngText(seen(chunks, this.#received), this.#text)) {
      this.#saved.push(chunk);
      yield chunk;
    }
  }

  digests(): SavedDigests {
    return { received: this.#received.digests(), saved: this.#saved.digests() };
  }
}

async function* seen(chunks: AsyncIterable<Uint8Array>, reader: FileReader): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    reader.push(chunk);
    yield chunk;
  }
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

/** Would happen again: a malformed `data:` URL, or a file that is too large. */
class Final extends Error {}

async function open(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Content> {
  if (/^data:/i.test(url)) {
    try {
      const { bytes, contentType } = readDataUrl(url);
      return { body: bytes, contentType };
    } catch (error) {
      throw new Final((error as Error).message);
    }
  }
  // Domains that never exist stand in for addresses that would be others in each run (`workspace/run/answers-file.ts`).
  if (URL.canParse(url) && new URL(url).hostname.endsWith(".invalid"))
    throw new Final("the answer was recorded, but not its file");
  const response = await fetch(url, { signal });
  // Other successes have no content, or only a part of it.
  if (response.status !== 200) {
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

/** Whether another attempt may succeed. An answer by the server and an error of the file system are final. */
export function mayPass(error: unknown): boolean {
  if (error instanceof StatusError) return error.answered === 429 || error.answered >= 500;
  if (error instanceof Final || systemReason(error) !== undefined) return false;
  return describeRedirectError(error) === undefined;
}
