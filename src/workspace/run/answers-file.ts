/** Files of recorded answers. */
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Answer, RecordedAnswer } from "../../execution/answer.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { printable } from "../../lib/printable.ts";
import { replaceTexts } from "../../lib/replace-texts.ts";
import { systemReason } from "../../lib/system-reason.ts";
import type { Json } from "../../lib/json.ts";
import { parseAnswers, printAnswer } from "../../runner/answers/answer-lines.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** `word`: relative to the working folder. */
export function readAnswersFile(word: string, cwd: string): readonly Answer[] {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path.resolve(cwd, word));
  } catch (error) {
    throw systemError(error, word) ?? error;
  }
  const decoded = decodeText(bytes);
  if ("problem" in decoded) throw new WorkspaceError("answers-invalid", `${word} ${decoded.problem}`);
  const read = parseAnswers(decoded.text);
  if ("answers" in read) return read.answers;
  throw new WorkspaceError("answers-invalid", printable(`${word}:${read.line}: ${read.problem}`), example);
}

const example = `A line is an answer: {"endpoint":"fal-ai/flux/dev","input":{"prompt":"a cat"},"output":{…}}`;

/** Writes each answer as it comes: what was paid for is kept, however the run ends. */
export class AnswersRecord {
  readonly #word: string;
  readonly #path: string;
  readonly #file: number;
  /** Texts that are others in each run → what is recorded instead. */
  readonly #uploads = new Map<string, string>();
  #emulator: string | undefined;
  #problem: string | undefined;
  #isEmpty = true;

  /** Creates the file, before a call is paid for. It never replaces one. */
  constructor(word: string, cwd: string) {
    this.#word = word;
    this.#path = path.resolve(cwd, word);
    try {
      this.#file = openSync(this.#path, "wx");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") {
        throw new WorkspaceError(
          "file-unwritable",
          `cannot record into ${word}: it exists already`,
          "Its answers may have been paid for. Choose another name, or delete it.",
        );
      }
      const reason =
        code === "ENOENT" ? "there is no such folder" : (systemReason(error) ?? (error as Error).message);
      throw new WorkspaceError("file-unwritable", `cannot record into ${word}: ${reason}`);
    }
  }

  /** A file's URL is new for each upload: what is recorded is `contentUrl` instead. */
  addUpload(url: string, content: string): void {
    this.#uploads.set(url, content);
  }

  /** An emulator's address is another for each run: what is recorded is a domain that never exists. */
  setEmulator(url: string): void {
    this.#emulator = url;
  }

  readonly write = (answer: RecordedAnswer): void => {
    // Perhaps only a part of a line was written.
    if (this.#problem !== undefined) return;
    try {
      // The same fields with other texts.
      const lasting = replaceTexts(answer as unknown as Json, (text) =>
        this.#lasting(text),
      ) as unknown as Answer;
      writeFileSync(this.#file, `${printAnswer(lasting)}\n`);
      this.#isEmpty = false;
    } catch (error) {
      // The call itself is done, and the run goes on.
      this.#problem = systemReason(error) ?? (error as Error).message;
    }
  };

  #lasting(text: string): string {
    const upload = this.#uploads.get(text);
    if (upload !== undefined || this.#emulator === undefined) return upload ?? text;
    return text.replaceAll(this.#emulator, "https://emulator.invalid");
  }

  /** Why an answer is missing in the file, as a sentence; `undefined` if none is. */
  close(): string | undefined {
    closeSync(this.#file);
    // An empty file would only be in the way of the next run.
    if (this.#isEmpty) rmSync(this.#path, { force: true });
    return this.#problem && `not every answer could be recorded in ${this.#word}: ${this.#problem}`;
  }
}
