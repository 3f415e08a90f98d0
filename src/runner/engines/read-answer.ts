/** A whole HTTP answer, read within limits. */
import { isJsonObject, type Json } from "../../lib/json.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text parsed as JSON, whatever the content type claims; `undefined` if it is not JSON. */
  readonly json: Json | undefined;
}

/** The body ended early. `text` is the part that arrived. */
export class CutAnswer extends Error {
  readonly text: string;

  constructor(text: string, cause: unknown) {
    super("the answer is not complete", { cause });
    this.text = text;
  }
}

/** Bytes. Pictures inside an answer can be tens of megabytes; JavaScript strings are limited to 512. */
const maxAnswerLength = 256 * 1024 * 1024;

/**
 * Throws `CutAnswer` if the body does not arrive whole, also because the signal was aborted. `heard` is
 * called for every chunk.
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
    // The same class in two declarations; Node's is iterable.
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
 * The answer in a form that fal's client understands. The client trusts the content type, and if that is
 * wrong or an error's body is `null`, it fails with unrelated errors and without the status (@fal-ai/client
 * 1.10.1 src/response.js).
 */
export function toResponse({ status, headers, text, json }: Answer): Response {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) own.delete(name);
  const isError = status < 200 || status > 299;
  const isReadable = json !== undefined && !(isError && !isJsonObject(json) && typeof json !== "string");
  own.set("content-type", isReadable ? "application/json" : "text/plain");
  // A `Response` cannot have other statuses, and these have no body.
  if (status < 200 || status > 599) throw new Error(`the server answered with status ${status}`);
  return new Response([204, 205, 304].includes(status) ? null : text, { status, headers: own });
}

/** The start of an unexpected text, for a message: `"<html>…"`. */
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
