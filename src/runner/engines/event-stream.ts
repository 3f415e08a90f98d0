/**
 * A body of server-sent events → the data of each event, read within limits. Not by the stream of fal's client: that one
 * breaks characters that are split over chunks, loses the last event and hides errors (@fal-ai/client 1.10.1 src/streaming.js).
 */

import { untilAborted } from "../../lib/until-aborted.ts";

/** What follows cannot be trusted: the sender breaks the format, or a limit. A clause. */
export class StreamProblem extends Error {
  override readonly name = "StreamProblem";
}

/** The connection was lost before the stream was complete. */
export class StreamCut extends Error {
  override readonly name = "StreamCut";

  constructor(cause: unknown) {
    super("the stream was cut", { cause });
  }
}

export interface StreamEvent {
  readonly data: string;
  /** Whether the empty line after it arrived. Otherwise, it is the last, and part of it may be missing. */
  readonly isEnded: boolean;
}

export interface StreamOptions {
  /** Called with the size of every chunk, and without one for an event or a comment, which is a sign of life. */
  readonly heard: (bytes?: number) => void;
  /** Ends the reading as if the connection was lost. */
  readonly signal: AbortSignal;
  /** Characters of one event; default 64 million. */
  readonly maxLength?: number;
}

/**
 * Lines end with CR, LF or CRLF; comments, names and ids of events are skipped. Throws `StreamCut` if the body fails, after
 * the event that was being read, and `StreamProblem`. Linear, and holds one event at a time.
 */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  { heard, signal, maxLength = 64_000_000 }: StreamOptions,
): AsyncGenerator<StreamEvent, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const lines = new LineSplitter(maxLength);
  const event = new EventReader(maxLength, heard);
  let cut: StreamCut | undefined;
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await untilAborted(chunks.next(), signal).catch((error: unknown) => new StreamCut(error));
      if (next instanceof StreamCut) cut = next;
      if (next instanceof StreamCut || next.done === true) break;
      heard(next.value.length);
      for (const line of lines.take(decode(decoder, next.value))) {
        const data = event.take(line);
        if (data !== undefined) yield { data, isEnded: true };
      }
    }
    const last = event.takeLast(lines.rest());
    if (last !== undefined) yield { data: last, isEnded: false };
    if (cut !== undefined) throw cut;
  } finally {
    // Whoever has read enough does not wait for the rest, nor for a body that cannot be closed.
    void chunks.return?.().catch(() => undefined);
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new StreamProblem("not UTF-8 text");
  }
}

class LineSplitter {
  readonly #maxLength: number;
  /** Of the line that is not complete yet. */
  #parts: string[] = [];
  #length = 0;
  #isAfterReturn = false;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  take(text: string): readonly string[] {
    const lines: string[] = [];
    const ends = /\r\n|\n|\r/g;
    // The two characters of one line end may come apart.
    let start = this.#isAfterReturn && text.startsWith("\n") ? 1 : 0;
    if (text !== "") this.#isAfterReturn = text.endsWith("\r");
    ends.lastIndex = start;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      this.#add(text.slice(start, end.index));
      lines.push(this.rest());
      start = ends.lastIndex;
    }
    this.#add(text.slice(start));
    return lines;
  }

  #add(part: string): void {
    if (part === "") return;
    this.#length += part.length;
    if (this.#length > this.#maxLength) throw tooLong(this.#maxLength);
    this.#parts.push(part);
  }

  /** What came since the last line end. */
  rest(): string {
    const line = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}

class EventReader {
  readonly #maxLength: number;
  readonly #heard: () => void;
  #data: string[] = [];
  #length = 0;

  constructor(maxLength: number, heard: () => void) {
    this.#maxLength = maxLength;
    this.#heard = heard;
  }

  /** The data of the event that the line ends. */
  take(line: string): string | undefined {
    if (line === "") return this.#end();
    if (line.startsWith(":")) this.#heard();
    // A name without a colon has an empty value; one space after the colon is not part of it.
    else if (line === "data") this.#add("");
    else if (line.startsWith("data:")) this.#add(line.slice(line.startsWith("data: ") ? 6 : 5));
    return undefined;
  }

  /** As `take`, where the stream ends. */
  takeLast(line: string): string | undefined {
    if (line !== "") this.take(line);
    return this.#end();
  }

  #add(data: string): void {
    this.#length += data.length + 1;
    if (this.#length > this.#maxLength) throw tooLong(this.#maxLength);
    this.#data.push(data);
  }

  #end(): string | undefined {
    if (this.#data.length === 0) return undefined;
    const data = this.#data.join("\n");
    this.#data = [];
    this.#length = 0;
    this.#heard();
    return data;
  }
}

function tooLong(length: number): StreamProblem {
  return new StreamProblem(`an event of more than ${length} characters`);
}
