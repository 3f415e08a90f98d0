import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Json } from "../../lib/json.ts";

const PING_MS = 15_000;

/**
 * An answer that consists of events, as fal sends them: only data, lines that end with CRLF, and a comment now and
 * then so that nobody takes a long silence for a lost connection (observed 2026-08). Each event is written at once,
 * because the client decodes chunks separately. `work` must not reject; `gone` is aborted when the client leaves.
 */
export function eventStream(
  context: Context,
  work: (send: (event: Json) => void, gone: AbortSignal) => Promise<void>,
): Response {
  return streamSSE(context, async (stream) => {
    const gone = new AbortController();
    stream.onAbort(() => gone.abort());
    let written: Promise<unknown> = Promise.resolve();
    const write = (text: string): void => {
      written = written.then(() => stream.write(text));
    };
    const ping = setInterval(() => write(": ping\r\n\r\n"), PING_MS);
    try {
      await work((event) => write(`data: ${JSON.stringify(event)}\r\n\r\n`), gone.signal);
      await written;
    } finally {
      clearInterval(ping);
    }
  });
}
