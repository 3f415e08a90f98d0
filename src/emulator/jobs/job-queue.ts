/**
 * Runs each call without waiting for others, and keeps every job until the emulator closes. `perform` makes the
 * answer; a `Work` takes its place, or delays it.
 */
import type { Call, Failure, Outcome } from "../call.ts";
import { cancelled, internalError } from "../failures.ts";
import { Job } from "./job.ts";
import { requestId } from "./request-id.ts";

export type Perform = (call: Call) => Promise<Outcome>;

/** What is different about the work on one call. */
export interface Work {
  /** Instead of the queue's own. */
  readonly latencyMs?: number | undefined;
  /** Places in the queue, so many milliseconds each, before all else. */
  readonly queue?: { readonly positions: readonly number[]; readonly everyMs: number } | undefined;
  /** Instead of an answer. */
  readonly failure?: Failure | undefined;
}

export type CancelAnswer = "OK" | "CANCELLATION_REQUESTED" | "ALREADY_COMPLETED" | "NOT_FOUND";

/** The share of the latency that a job spends queued, so that every state of the protocol can be seen. */
const QUEUED_SHARE = 0.2;

export class JobQueue {
  readonly #perform: Perform;
  readonly #latencyMs: number;
  readonly #jobs = new Map<string, Job>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Of all that were submitted, forgotten ones too: no id is used twice. */
  #count = 0;

  constructor(perform: Perform, latencyMs: number) {
    this.#perform = perform;
    this.#latencyMs = latencyMs;
  }

  submit(call: Call, work: Work = {}): Job {
    const job = new Job(requestId(this.#count, call.fingerprint), call);
    this.#count += 1;
    this.#jobs.set(job.id, job);
    void this.#run(job, work);
    return job;
  }

  /** In the order in which they were submitted. */
  list(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  /** As if nothing had been submitted so far. What is running is stopped. */
  forget(): void {
    const jobs = this.list();
    this.#jobs.clear();
    for (const job of jobs) job.finish(cancelled());
  }

  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** Resolves at the job's next change; at once for one that is done or unknown. */
  async changed(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job !== undefined && job.state.kind !== "done") await job.changed();
  }

  /** How many jobs were submitted earlier and have not started. Linear in the number of jobs. */
  position(job: Job): number {
    let ahead = 0;
    for (const other of this.#jobs.values()) {
      if (other === job) break;
      if (other.state.kind === "queued") ahead++;
    }
    return ahead;
  }

  /**
   * The words and their meaning are fal's: OK means it was still queued, CANCELLATION_REQUESTED that it was running.
   */
  cancel(id: string): CancelAnswer {
    const job = this.#jobs.get(id);
    if (job === undefined) return "NOT_FOUND";
    const { kind } = job.state;
    if (kind === "done") return "ALREADY_COMPLETED";
    job.finish(cancelled());
    return kind === "queued" ? "OK" : "CANCELLATION_REQUESTED";
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const job of this.#jobs.values()) job.finish(cancelled());
  }

  async #run(job: Job, { latencyMs = this.#latencyMs, queue, failure }: Work): Promise<void> {
    for (const position of queue?.positions ?? []) {
      if (job.state.kind === "done") return;
      job.wait(position);
      await this.#sleep(queue?.everyMs ?? 0);
    }
    const queuedMs = latencyMs * QUEUED_SHARE;
    await this.#sleep(queuedMs);
    if (job.state.kind === "done") return;
    job.start();
    const outcome = failure ?? this.#perform(job.call).catch(internalError);
    await this.#sleep(latencyMs - queuedMs);
    job.finish(await outcome);
  }

  #sleep(ms: number): Promise<void> {
    // A timer takes a millisecond at least, and several on a busy machine.
    if (ms === 0) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}
