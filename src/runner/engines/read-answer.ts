/** The whole of an HTTP answer, read within limits. */
import { isJsonObject, type Json } from "../../lib/json.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON, whatever the content type claims; `undefined` where it is something else. */
  readonly json: Json | undefined;
}

/** The body ended early. `text` is what came. */
export class CutAnswer extends Error {
  readonly text: string;

  constructor(text: string, cause: unknown) {
    super("the answer is not complete", { cause });
    this.text = text;
  }
}

/** Bytes. Pictures inside an answer can be tens of megabytes; a string of JavaScript ends at 512. */
const maxAnswerLength = 256 * 1024 * 1024;

/**
 * Throws `CutAnswer` for a body that does not arrive whole, also because the signal is aborted. `heard` is called for
 * every piece.
 */
export async function readAnswer(
  response: Response,
  signal: AbortSignal,
  heard: () => void,
): Promise<Answer> {
  const { status, headers } = response;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // The same class under two declarations; Node's can be iterated.
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      heard();
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxAnswerLength) throw new AnswerTooLarge();
    }
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error;
    throw new CutAnswer(decode(chunks), signal.aborted ? signal.reason : error);
  }
  const text = decode(chunks);
  return { status, headers, text, json: parse(text) };
}

class AnswerTooLarge extends Error {
  constructor() {
    super(`the answer is larger than ${maxAnswerLength / 1024 / 1024} MB`);
  }
}

/**
 * The answer as fal's client understands it. The client goes by the content type, and fails with errors of its own, and
 * without the status, where that is wrong or an error's body is `null` (@fal-ai/client 1.10.1 src/response.js).
 */
export function toResponse({ status, headers, text, json }: Answer): Response {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) own.delete(name);
  const isError = status < 200 || status > 299;
  const isReadable = json !== undefined && !(isError && !isJsonObject(json) && typeof json !== "string");
  own.set("content-type", isReadable ? "application/json" : "text/plain");
  // These statuses have no body, and others a Response cannot have.
  if (status < 200 || status > 599) throw new Error(`the server answered with status ${status}`);
  return new Response([204, 205, 304].includes(status) ? null : text, { status, headers: own });
}

/** The start of a text that was not expected, for a message: `"<html>…"`. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "nothing";
  return JSON.stringify(line.length > 200 ? `${line.slice(0, 200)}…` : line);
}

function decode(chunks: readonly Uint8Array[]): string {
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
