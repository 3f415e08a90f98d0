import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Entry } from "../journal/entry.ts";
import { parseEntry } from "../journal/entry-lines.ts";

/** Reads a journal from where it stopped reading: others may be writing it. */
export class JournalReader {
  readonly #path: string;
  /** Bytes, of whole lines. */
  #at = 0;
  #isStopped = false;
  #lines = 0;
  /** Lines that could not be understood, counted from 1. */
  readonly damaged: number[] = [];
  /** Set if something else is in the journal's place, a predicate: `is a link`. */
  unread: string | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** What was added since: whole lines only. Nothing if there is no such file. `wants`: whether more is to be read after this one. */
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
      // What is read back was withdrawn: its writer could not keep it.
      if (size < this.#at) this.#at = size;
      const bytes = Buffer.allocUnsafe(size - this.#at);
      const length = readSync(file, bytes, 0, bytes.length, this.#at);
      const whole = bytes.subarray(0, length).lastIndexOf(0x0a) + 1;
      this.#at += whole;
      return bytes.toString("utf8", 0, whole);
    } finally {
      closeSync(file);
    }
  }
}
