import type { CallContext } from "../../execution/node-calls.ts";

/** The result of `work`, which gets a context that is aborted after so many milliseconds; `undefined` is no limit. */
export async function withTimeout<Value>(
  ms: number | undefined,
  context: CallContext,
  work: (context: CallContext) => Promise<Value>,
): Promise<Value> {
  if (ms === undefined) return work(context);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new CallTimeout(ms)), ms);
  try {
    return await work({ ...context, signal: AbortSignal.any([context.signal, timeout.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

export class CallTimeout extends Error {
  constructor(ms: number) {
    super(`no result within ${ms / 1000} s`);
  }

  /** Says what became of the request. */
  after(cancelled: boolean): Error {
    const end = cancelled ? "it was cancelled" : "fal did not confirm that it is cancelled, and may bill it";
    return new LateCall(`${this.message}; ${end}`, cancelled);
  }
}

/** It took too long; fal was asked to cancel it. */
export class LateCall extends Error {
  /** Whether fal confirmed it. */
  readonly isCancelled: boolean;

  constructor(message: string, isCancelled: boolean) {
    super(message);
    this.isCancelled = isCancelled;
  }
}
