/**
 * A file that is only appended to, a line for each entry. When the promise resolves, what was written survives the process,
 * and the loss of power too, except for answers, which may follow a little later.
 */
import { constants, promises as fs } from "node:fs";
import { systemReason } from "../../lib/system-reason.ts";
import { JournalError } from "../journal/bookkeeping.ts";
import type { Entry } from "../journal/entry.ts";
import { printEntry } from "../journal/entry-lines.ts";

interface Waiting {
  readonly entry: Entry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class JournalFile {
  readonly #file: fs.FileHandle;
  readonly #isDurable: boolean;
  /** Bytes, of whole lines. */
  #length: number;
  #waiting: Waiting[] = [];
  /** Whether somebody is at it, who takes what is given meanwhile. */
  #isWriting = false;
  #written: Promise<void> = Promise.resolve();

  private constructor(file: fs.FileHandle, length: number, isDurable: boolean) {
    this.#file = file;
    this.#length = length;
    this.#isDurable = isDurable;
  }

  /** Creates the file. `isDurable`: it survives the loss of power, too, and not only the end of the process. */
  static async create(path: string, isDurable: boolean): Promise<JournalFile> {
    return new JournalFile(await fs.open(path, "ax"), 0, isDurable);
  }

  /** Goes on with a file. A last line that is not whole was never relied on, and is removed. */
  static async open(path: string, isDurable: boolean): Promise<JournalFile> {
    // Never through a link that somebody planted there.
    const file = await fs.open(path, constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0));
    const bytes = await file.readFile();
    const length = bytes.lastIndexOf(lineEnd) + 1;
    if (length < bytes.length) await file.truncate(length);
    return new JournalFile(file, length, isDurable);
  }

  /** Entries that are given while others are being written are written together, with one wait for the disk. */
  write(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      if (!this.#isWriting) this.#written = this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#append(group.map(({ entry }) => entry));
        for (const { resolve } of group) resolve();
      } catch (error) {
        const reason = systemReason(error) ?? (error as Error).message;
        for (const { reject } of group)
          reject(new JournalError(`the journal of the run cannot be written: ${reason}`));
      }
    }
    // In the same step in which nothing was waiting: otherwise, what is given in between would wait for ever.
    this.#isWriting = false;
  }

  async #append(entries: readonly Entry[]): Promise<void> {
    try {
      const bytes = Buffer.from(entries.map(printEntry).join(""));
      await this.#file.appendFile(bytes);
      // An answer can be asked for again, by the id of its request: it need not be waited for.
      const isUrgent = entries.some(({ kind }) => kind !== "done" && kind !== "reuse");
      if (this.#isDurable && isUrgent) await this.#file.datasync();
      this.#length += bytes.length;
    } catch (error) {
      // Half a line would make the next one unreadable. If that fails, too, a reader skips both.
      await this.#file.truncate(this.#length).catch(() => undefined);
      throw error;
    }
  }

  /** Resolves when nothing is waiting any more. */
  async written(): Promise<void> {
    await this.#written;
  }

  async close(): Promise<void> {
    await this.#written;
    await this.#file.close();
  }
}

const lineEnd = 0x0a;
