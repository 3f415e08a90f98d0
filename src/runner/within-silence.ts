/**
 * A limit on silence: a request may take as long as it likes while bytes come or go, and is given up when none did for a
 * while. Neither fetch nor fal's client has a limit that covers the whole of a request.
 */

/** 60 s: fal answers within seconds, and a server that is silent for longer has forgotten the request. */
export const maxSilenceMs = 60_000;

/** The client never repeats an error of this name (@fal-ai/client 1.10.1 src/retry.js). */
export class Silence extends Error {
  override readonly name = "TimeoutError";

  constructor(ms: number) {
    super(`the server sent nothing for ${ms >= 1000 ? `${Math.round(ms / 1000)} seconds` : `${ms} ms`}`);
  }
}

/**
 * What `request` gives. It is handed a signal for all its reading and writing, and calls `heard` for every piece. When it
 * has not for `ms`, the signal is aborted and a `Silence` is thrown.
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
    // What is cut off by the signal may fail in words of its own.
    throw silence.signal.reason;
  } finally {
    clearTimeout(timer);
  }
}

function isCause(reason: unknown, error: unknown): boolean {
  return error instanceof Error && error.cause === reason;
}
