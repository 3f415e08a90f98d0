/** Turns events into the moments at which they are over. */

/** Editors save in several steps: write, then rename; or delete, then write. */
const settleMs = { change: 5, deletion: 100 } as const;

/** Absolute paths; `undefined` for what is not known. */
export type Happened = ReadonlySet<string | undefined>;

export class Events {
  readonly #signal: AbortSignal;
  readonly #isLost: (file: string) => boolean;
  /** What `next` has not told of. */
  #happened = new Set<string | undefined>();
  /** Of these, the files that were lost at their last event. */
  readonly #lost = new Set<string>();
  /** Runs until the latest events are over. */
  #settling: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  /** `isLost`: whether a file was there and is not there now. */
  constructor(signal: AbortSignal, isLost: (file: string) => boolean) {
    this.#signal = signal;
    this.#isLost = isLost;
    signal.addEventListener("abort", () => this.#wake?.());
  }

  add(file: string | undefined): void {
    this.#happened.add(file);
    if (file !== undefined) {
      if (this.#isLost(file)) this.#lost.add(file);
      else this.#lost.delete(file);
    }
    clearTimeout(this.#settling);
    this.#settling = setTimeout(
      () => {
        this.#settling = undefined;
        this.#wake?.();
      },
      this.#lost.size > 0 ? settleMs.deletion : settleMs.change,
    );
  }

  /** Resolves when events are over; with none of them after `limit` ms without one, or on the signal. */
  async next(limit: number): Promise<Happened> {
    let look: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      const isOver = this.#happened.size > 0 && this.#settling === undefined;
      if (isOver || this.#signal.aborted) resolve();
      else if (this.#happened.size === 0) look = setTimeout(resolve, limit);
    });
    clearTimeout(look);
    this.#wake = undefined;
    const happened = this.#happened;
    this.#happened = new Set();
    this.#lost.clear();
    return happened;
  }
}
