/** One request from submit to result, with a way to wait for its next change. */
import type { Call, Outcome } from "../call.ts";

export type JobState =
  | {
      readonly kind: "queued";
      /** What to say of its place in the queue; `undefined`: where it is. */
      readonly position?: number;
    }
  | { readonly kind: "running"; readonly since: number }
  | { readonly kind: "done"; readonly outcome: Outcome; readonly seconds: number };

export interface JobLog {
  readonly message: string;
  readonly level: "INFO" | "ERROR";
  readonly source: "USER";
  /** ISO 8601. */
  readonly timestamp: string;
}

/** Milliseconds since 1970. */
export interface JobTimes {
  readonly sent: number;
  started?: number;
  ended?: number;
}

export class Job {
  readonly id: string;
  readonly call: Call;
  /** Cumulative, oldest first. */
  readonly logs: JobLog[] = [];
  readonly times: JobTimes = { sent: Date.now() };
  #state: JobState = { kind: "queued" };
  #waiting: (() => void)[] = [];

  constructor(id: string, call: Call) {
    this.id = id;
    this.call = call;
  }

  get state(): JobState {
    return this.#state;
  }

  /** Says for now that so many are before it. */
  wait(position: number): void {
    if (this.#state.kind === "queued") this.#change({ kind: "queued", position });
  }

  start(): void {
    if (this.#state.kind !== "queued") return;
    this.times.started = Date.now();
    this.#log("INFO", `emulated by falc: ${this.call.endpoint.id} was not called; no model runs here`);
    this.#change({ kind: "running", since: performance.now() });
  }

  /** A job ends once: an outcome after a cancel is dropped. */
  finish(outcome: Outcome): void {
    if (this.#state.kind === "done") return;
    const seconds = this.#state.kind === "running" ? (performance.now() - this.#state.since) / 1000 : 0;
    if (outcome.kind === "failure") this.#log("ERROR", outcome.message);
    else for (const note of outcome.notes) this.#log("INFO", note);
    this.times.ended = Date.now();
    this.#change({ kind: "done", outcome, seconds });
  }

  /** Resolves at the next change of state. Never resolves for a finished job. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async outcome(): Promise<Outcome> {
    while (this.#state.kind !== "done") await this.changed();
    return this.#state.outcome;
  }

  #change(state: JobState): void {
    this.#state = state;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  #log(level: JobLog["level"], message: string): void {
    this.logs.push({ message, level, source: "USER", timestamp: new Date().toISOString() });
  }
}
