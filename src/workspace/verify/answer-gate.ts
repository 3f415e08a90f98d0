import type { AnswerOrder } from "./messages.ts";

interface Held {
  readonly call: number;
  readonly release: () => void;
}

/**
 * Holds back answers until the function has made every call it can make without them, then releases one at a time, in
 * the given order: so the order does not depend on how long answers take, and every order can be tried.
 */
export class AnswerGate {
  /** The maximum number of calls that waited for an answer at the same time. */
  atOnce = 0;
  readonly #pick: (count: number) => number;
  readonly #held: Held[] = [];
  #unanswered = 0;
  #turning = false;

  constructor(order: AnswerOrder) {
    this.#pick = pickBy(order);
  }

  /** Calls that are not answered yet, or whose answer is held back. */
  get waiting(): number {
    return this.#unanswered + this.#held.length;
  }

  /** Settles like the answer, when it is its turn. */
  async hold<Value>(call: number, answer: Promise<Value>): Promise<Value> {
    this.#unanswered += 1;
    this.atOnce = Math.max(this.atOnce, this.waiting);
    await Promise.allSettled([answer]);
    this.#unanswered -= 1;
    await new Promise<void>((release) => {
      this.#held.push({ call, release });
      this.#turn();
    });
    return answer;
  }

  /** Not before everything that an answer triggers has run: promises settle before the next immediate. */
  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      if (this.#unanswered > 0 || this.#held.length === 0) return;
      this.#held.sort((a, b) => a.call - b.call);
      const [next] = this.#held.splice(this.#pick(this.#held.length), 1);
      next?.release();
      this.#turn();
    });
  }
}

function pickBy(order: AnswerOrder): (count: number) => number {
  if (order === "as-called") return () => 0;
  if (order === "reversed") return (count) => count - 1;
  // A linear congruential generator: the same seed gives the same order everywhere. Small seeds are spread first.
  let state = Math.imul(order.seed, 0x9e3779b1) >>> 0;
  return (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}
