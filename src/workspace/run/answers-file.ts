/** Files of recorded answers. */
import {
  closeSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Answer, RecordedAnswer } from "../../execution/answer.ts";
import { decodeText } from "../../lib/decode-text.ts";
import type { Json } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { replaceTexts } from "../../lib/replace-texts.ts";
import { systemReason } from "../../lib/system-reason.ts";
import { parseAnswers, printAnswer } from "../../runner/answers/answer-lines.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** Node has no longer strings. */
const maxBytes = 500_000_000;

/** `word`: relative to the working folder. */
export function readAnswersFile(word: string, cwd: string): readonly Answer[] {
  const file = path.resolve(cwd, word);
  const invalid = (problem: string, advice?: string) =>
    new WorkspaceError("answers-invalid", printable(`${word}${problem}`), advice);
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > maxBytes) throw invalid(` is larger than ${maxBytes / 1_000_000} MB`);
    bytes = readFileSync(file);
  } catch (error) {
    throw systemError(error, printable(word)) ?? error;
  }
  const decoded = decodeText(bytes);
  if ("problem" in decoded) throw invalid(` ${decoded.problem}`);
  const read = parseAnswers(decoded.text);
  if ("answers" in read) return read.answers;
  throw invalid(`:${read.line}: ${read.problem}`, example);
}

const example = `A line is an answer: {"endpoint":"fal-ai/flux/dev","input":{"prompt":"a cat"},"output":{…}}`;

/** Writes each answer as it comes: what was paid for is kept, however the run ends. */
export class AnswersRecord {
  readonly #word: string;
  readonly #path: string;
  readonly #file: number;
  /** Texts that are others in each run, and what is recorded instead; longer ones first, which may begin with others. */
  #lasting: readonly (readonly [changing: string, lasting: string])[] = [];
  #problem: string | undefined;
  /** Bytes, of whole lines. */
  #length = 0;

  /** Creates the file, before a call is paid for. It never replaces one. */
  constructor(word: string, cwd: string) {
    this.#word = printable(word);
    this.#path = path.resolve(cwd, word);
    const cannot = (reason: string, advice?: string) =>
      new WorkspaceError("file-unwritable", `cannot record into ${this.#word}: ${reason}`, advice);
    try {
      // An empty file is what a run leaves that was killed before its first answer.
      this.#file = openSync(this.#path, isEmptyFile(this.#path) ? "w" : "wx");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") throw cannot("there is no such folder");
      if (code !== "EEXIST") throw cannot(systemReason(error) ?? (error as Error).message);
      if (!lstatSync(this.#path).isFile()) throw cannot("it is not a file");
      throw cannot(
        "it exists already",
        "Its answers may have been paid for. Choose another name, or delete it.",
      );
    }
  }

  /** A file's URL is new for each upload: what is recorded is `contentUrl` instead. */
  addUpload(url: string, content: string): void {
    this.#addLasting(url, content);
  }

  /** An emulator's address is another for each run: what is recorded is a domain that never exists. */
  setEmulator(url: string): void {
    this.#addLasting(url, "https://emulator.invalid");
  }

  #addLasting(changing: string, lasting: string): void {
    this.#lasting = [...this.#lasting, [changing, lasting] as const].sort(([a], [b]) => b.length - a.length);
  }

  readonly write = (answer: RecordedAnswer): void => {
    if (this.#problem !== undefined) return;
    try {
      // The same fields with other texts.
      const lasting = replaceTexts(answer as unknown as Json, (text) =>
        this.#replaced(text),
      ) as unknown as Answer;
      const line = Buffer.from(`${printAnswer(lasting)}\n`);
      writeFileSync(this.#file, line);
      this.#length += line.length;
    } catch (error) {
      // The call itself is done, and the run goes on.
      this.#problem = systemReason(error) ?? (error as Error).message;
      this.#keepWholeLines();
    }
  };

  #replaced(text: string): string {
    return this.#lasting.reduce(
      (replaced, [changing, lasting]) => replaced.replaceAll(changing, lasting),
      text,
    );
  }

  #keepWholeLines(): void {
    try {
      ftruncateSync(this.#file, this.#length);
    } catch {
      // The half line is then reported when the file is read.
    }
  }

  /** What somebody who wanted a record must know, as a clause; `undefined` if all is in the file. */
  close(): { readonly problem?: string; readonly note?: string } {
    closeSync(this.#file);
    // An empty file would only be in the way of the next run.
    if (this.#length === 0) rmSync(this.#path, { force: true });
    if (this.#problem !== undefined) {
      const lost = this.#length === 0 ? "nothing" : "not every answer";
      return { problem: `${lost} could be recorded in ${this.#word}: ${this.#problem}` };
    }
    return this.#length === 0 ? { note: `No call was answered, so there is no ${this.#word}.` } : {};
  }
}

function isEmptyFile(file: string): boolean {
  const known = lstatSync(file, { throwIfNoEntry: false });
  return known?.isFile() === true && known.size === 0;
}
