import type { RunEventBody } from "./events.ts";
import type { RunOptions } from "./engine.ts";

/** Dates the events of one run and passes them on, until the listener throws: its error ends the run. */
export class EventReporter {
  readonly #report: RunOptions["report"];
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #crash = new AbortController();

  constructor({ report, now = () => performance.now() }: RunOptions) {
    this.#report = report;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Aborted with the listener's error. */
  get crash(): AbortSignal {
    return this.#crash.signal;
  }

  now(): number {
    return this.#now();
  }

  emit(event: RunEventBody): void {
    if (this.crash.aborted) return;
    try {
      this.#report?.({ at: Math.round(this.#now() - this.#startedAt), ...event });
    } catch (error) {
      this.#crash.abort(error);
    }
  }
}
