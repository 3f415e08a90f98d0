import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Entry } from "../journal/entry.ts";
import { parseEntry } from "../journal/entry-lines.ts";

/** Reads a journal from where it stopped reading: others may be writing it. */
export class JournalReader {
  readonly #path: string;
  /** Bytes, of whole lines. */
  #at = 0;
  /** The last bytes that were read, of whole lines. */
  #last: Buffer = Buffer.alloc(0);
  #isStopped = false;
  #lines = 0;
  /** Lines that could not be understood, counted from 1. */
  readonly damaged: number[] = [];
  /** Set if something else is in the journal's place, a predicate: `is a link`. */
  unread: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * What was added since: whole lines only. Nothing if there is no such file. Everything once more if the writer has withdrawn what was
   * read, because it could not keep it. `wants`: whether more is to be read after this one.
   */
  read(wants: (entry: Entry) => boolean = () => true): readonly Entry[] {
    const text = this.#readText();
    const entries: Entry[] = [];
    for (const line of text === "" ? [] : text.slice(0, -1).split("\n")) {
      this.#lines += 1;
      const entry = parseEntry(line);
      if (entry === undefined) this.damaged.push(this.#lines);
      else {
        entries.push(entry);
        if (!wants(entry)) break;
      }
    }
    return entries;
  }

  /** Nothing that comes later is read. */
  stop(): void {
    this.#isStopped = true;
  }

  #readText(): string {
    if (this.#isStopped) return "";
    let file: number;
    try {
      file = openSync(
        this.#path,
        constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
      );
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      // A link that somebody planted there is no journal.
      if (code === "ELOOP") this.unread = "is a link";
      if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return "";
      throw error;
    }
    try {
      const found = fstatSync(file);
      if (!found.isFile()) {
        this.unread = "is not a file";
        return "";
      }
      const { size } = found;
      const known = this.#last.length;
      const since = readFrom(file, this.#at - known, size);
      if (since.length < known || !since.subarray(0, known).equals(this.#last)) {
        this.#at = 0;
        this.#last = Buffer.alloc(0);
        this.#lines = 0;
        this.damaged.length = 0;
        return this.#take(readFrom(file, 0, size));
      }
      return this.#take(since.subarray(known));
    } finally {
      closeSync(file);
    }
  }

  #take(bytes: Buffer): string {
    const whole = bytes.subarray(0, bytes.lastIndexOf(lineEnd) + 1);
    this.#at += whole.length;
    // A copy: the rest of the file is not kept in memory.
    if (whole.length > 0) this.#last = Buffer.from(whole.subarray(-maxLast));
    return whole.toString("utf8");
  }
}

function readFrom(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, end - start));
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start));
}

const lineEnd = 0x0a;
/** An entry ends with its time. */
const maxLast = 200;
