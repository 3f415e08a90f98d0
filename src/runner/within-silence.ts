/**
 * A limit on silence: a request may take any length of time while bytes are moving, and is abandoned after a
 * period without any. Neither fetch nor fal's client has a limit that covers the whole request.
 */

/** 60 s: fal answers within seconds; a server that is silent for longer has lost the request. */
export const maxSilenceMs = 60_000;

/** The client never retries an error with this name (@fal-ai/client 1.10.1 src/retry.js). */
export class Silence extends Error {
  override readonly name = "TimeoutError";

  constructor(ms: number) {
    super(`the server sent nothing for ${ms >= 1000 ? `${Math.round(ms / 1000)} seconds` : `${ms} ms`}`);
  }
}

/**
 * The result of `request`, which gets a signal for all its reading and writing, and calls `heard` for every
 * chunk. After `ms` without a call, the signal is aborted and a `Silence` is thrown.
 */
export async function withinSilence<Value>(
  ms: number,
  signal: AbortSignal | null | undefined,
  request: (signal: AbortSignal, heard: () => void) => Promise<Value>,
): Promise<Value> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Silence(ms)), ms);
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
