/**
 * How many calls a project has in progress at a time, whichever of its runs on this machine makes them: as many as there are
 * places. Each is a claim, so that the place of a process that has died is free.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Claim, Places } from "../journal/bookkeeping.ts";

/** fal gives a new account 2 calls in progress, and up to 40 with what it pays; two more that wait there cost no time. */
export const usualPlaces = 4;

/** Of a project and world. */
export interface PlaceClaims {
  /** Only one living run has the place at a time. `undefined` if it is taken. */
  take(place: number): Promise<Claim | undefined>;
  /** Says that this run waits for a place, until it is released. */
  wait(): Promise<Claim | undefined>;
  /** Whether another living run does. */
  doOthersWait(): Promise<boolean>;
}

interface Place {
  readonly number: number;
  readonly claim: Claim;
}

/** For one run. */
export class SharedPlaces implements Places {
  readonly limit: number;
  readonly #claims: PlaceClaims;
  readonly #pollMs: number;
  /** The numbers of places at which there are calls. */
  readonly #taken = new Set<number>();
  /** Given back, and kept for the next one who asks. */
  #kept: Place[] = [];
  #asking = 0;
  /** Settles when whoever asked last has a place, or was stopped. */
  #last: Promise<unknown> = Promise.resolve();
  #hasHadOne = false;
  /** When that was looked at last. */
  #doOthersWait = false;
  #wake: () => void = () => undefined;

  /** `limit`: at least 1. `pollMs`: between two looks at what other runs do. */
  constructor(claims: PlaceClaims, limit: number, pollMs = 100) {
    this.#claims = claims;
    this.limit = limit;
    this.#pollMs = pollMs;
  }

  /** Those that ask first are given one first. */
  take(signal: AbortSignal): Promise<Claim> {
    this.#asking += 1;
    const place = this.#last
      .then(() => this.#next(signal))
      .finally(() => {
        this.#asking -= 1;
        if (this.#asking === 0) this.#leaveKept();
      });
    this.#last = place.catch(() => undefined);
    return place;
  }

  async #next(signal: AbortSignal): Promise<Claim> {
    let waiting: Claim | undefined;
    try {
      for (;;) {
        const place = this.#isFull ? undefined : await this.#find(signal);
        if (place !== undefined) {
          this.#taken.add(place.number);
          this.#hasHadOne = true;
          return { release: () => this.#giveBack(place) };
        }
        waiting ??= await this.#claims.wait();
        await this.#untilReleased(signal, this.#isFull ? undefined : this.#pollMs);
      }
    } finally {
      waiting?.release();
    }
  }

  get #isFull(): boolean {
    return this.#taken.size >= this.limit;
  }

  async #find(signal: AbortSignal): Promise<Place | undefined> {
    this.#doOthersWait = await this.#claims.doOthersWait();
    if (this.#doOthersWait && this.#hasHadOne) {
      // Those look more often than that: one of them has what this run gives back.
      this.#leaveKept();
      await sleep(2 * this.#pollMs, undefined, { signal });
    }
    signal.throwIfAborted();
    const kept = this.#kept.pop();
    if (kept !== undefined) return kept;
    // From the last one: runs with a lower limit have the first ones only.
    for (let number = this.limit - 1; number >= 0; number -= 1) {
      const claim = this.#taken.has(number) ? undefined : await this.#claims.take(number);
      if (claim !== undefined) return { number, claim };
    }
    return undefined;
  }

  #giveBack(place: Place): void {
    this.#taken.delete(place.number);
    if (this.#asking > 0 && !this.#doOthersWait) this.#kept.push(place);
    else place.claim.release();
    this.#wake();
  }

  #leaveKept(): void {
    for (const { claim } of this.#kept) claim.release();
    this.#kept = [];
  }

  /** Until a place of this run is given back, or the time is over. */
  #untilReleased(signal: AbortSignal, ms: number | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = ms === undefined ? undefined : setTimeout(() => this.#wake(), ms);
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      this.#wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
        resolve();
      };
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop, { once: true });
    });
  }
}
