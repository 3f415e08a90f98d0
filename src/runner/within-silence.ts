/**
 * A limit on silence: a request may take any length of time while bytes are moving, and is abandoned after a
 * period with hardly any. Neither fetch nor fal's client has a limit that covers the whole request.
 */

/** 60 s: fal answers within seconds; a server that is silent for longer has lost the request. */
export const maxSilenceMs = 60_000;

/** Bytes per period. Less is silence: a server that sends a byte now and then would otherwise be waited for forever. */
const minBytes = 10_000;

/** The client never retries an error with this name (@fal-ai/client 1.10.1 src/retry.js). */
export class Silence extends Error {
  override readonly name = "TimeoutError";

  constructor(ms: number, isNothing: boolean) {
    const period = ms >= 1000 ? `${Math.round(ms / 1000)} seconds` : `${ms} ms`;
    super(`the server sent ${isNothing ? "nothing for" : `less than ${minBytes / 1000} KB in`} ${period}`);
  }
}

/**
 * The result of `request`, which gets a signal for all its reading and writing, and calls `heard` with the size
 * of every chunk, and without one for a sign of life that counts by itself, such as the headers. After `ms` without
 * either that or 10 KB, the signal is aborted and a `Silence` is thrown.
 */
export async function withinSilence<Value>(
  ms: number,
  signal: AbortSignal | null | undefined,
  request: (signal: AbortSignal, heard: (bytes?: number) => void) => Promise<Value>,
): Promise<Value> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let moved = 0;
  const heard = (bytes = minBytes): void => {
    moved += bytes;
    if (moved < minBytes) return;
    moved = 0;
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Silence(ms, moved === 0)), ms);
  };
  heard();
  try {
    return await request(signal ? AbortSignal.any([silence.signal, signal]) : silence.signal, heard);
  } catch (error) {
    if (!silence.signal.aborted || isCause(silence.signal.reason, error)) throw error;
    // A request that the signal interrupts may fail with another error.
    throw silence.signal.reason;
  } finally {
    clearTimeout(timer);
  }
}

function isCause(reason: unknown, error: unknown): boolean {
  return error instanceof Error && error.cause === reason;
}
