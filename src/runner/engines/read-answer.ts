/** A whole HTTP answer, read within limits. */
import { isUtf8 } from "node:buffer";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { redactedStart } from "../redact.ts";
import { findExcess } from "./json-extent.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text parsed as JSON, whatever the content type claims; `undefined` if that is impossible. */
  readonly json: Json | undefined;
  /** Why there is no `json`, as the end of a sentence: `not JSON`, `nested deeper than 200 levels`. */
  readonly problem?: string;
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
  heard: (bytes: number) => void,
): Promise<Answer> {
  const { status, headers } = response;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // The same class in two declarations; Node's is iterable.
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      heard(chunk.length);
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxAnswerLength) throw new AnswerTooLarge();
    }
  } catch (error) {
    if (error instanceof AnswerTooLarge) throw error;
    throw new CutAnswer(decode(Buffer.concat(chunks)), signal.aborted ? signal.reason : error);
  }
  const bytes = Buffer.concat(chunks);
  const text = decode(bytes);
  return { status, headers, text, ...(isUtf8(bytes) ? parse(text) : notUtf8) };
}

/** Decoded leniently, it could still be JSON, with other characters than were sent. */
const notUtf8 = { json: undefined, problem: "not UTF-8 text" } as const;

class AnswerTooLarge extends Error {
  constructor() {
    super(`the answer is larger than ${maxAnswerLength / 1024 / 1024} MB`);
  }
}

/**
 * The answer in a form that fal's client understands. The client trusts the content type, and if that is
 * wrong or an error's body is `null`, it fails with unrelated errors and without the status. It takes the body with
 * `json` or `text` (@fal-ai/client 1.10.1 src/response.js), which are overridden: a `Response` would copy a large
 * answer twice, and parse it again.
 */
export function toResponse({ status, headers, text, json }: Answer): Response {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) own.delete(name);
  const isError = status < 200 || status > 299;
  const isReadable = json !== undefined && !(isError && !isJsonObject(json) && typeof json !== "string");
  own.set("content-type", isReadable ? "application/json" : "text/plain");
  // A `Response` cannot have other statuses, and these have no body.
  if (status < 200 || status > 599) throw new Error(`the server answered with status ${status}`);
  const body = [204, 205, 304].includes(status) ? "" : text;
  // Defined, not assigned: servers such as Hono's replace `Response` with a class whose methods cannot be assigned.
  return Object.defineProperties(new Response(null, { status, headers: own }), {
    json: { value: () => Promise.resolve(json) },
    text: { value: () => Promise.resolve(body) },
  });
}

/** The start of an unexpected text, for a message: `"<html>…"`. Without a key that it may repeat. */
export function excerpt(text: string): string {
  const line = text.slice(0, 10_000).replace(/\s+/g, " ").trim();
  return line === "" ? "nothing" : JSON.stringify(redactedStart(line, 200));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function parse(text: string): Pick<Answer, "json" | "problem"> {
  const excess = findExcess(text);
  if (excess !== undefined) return { json: undefined, problem: excess };
  try {
    return { json: JSON.parse(text) as Json };
  } catch {
    return { json: undefined, problem: "not JSON" };
  }
}
