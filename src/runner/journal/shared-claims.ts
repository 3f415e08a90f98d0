import type { Claim } from "./bookkeeping.ts";

interface Shared {
  readonly claim: Promise<Claim>;
  users: number;
}

/** Claims that the calls of one run have together: the first takes one from other runs, and the last gives it back. */
export class SharedClaims {
  readonly #held = new Map<string, Shared>();

  /** `take`: waits until no other run holds it. */
  async hold(name: string, take: () => Promise<Claim>): Promise<Claim> {
    const shared = this.#held.get(name) ?? { claim: take(), users: 0 };
    this.#held.set(name, shared);
    shared.users += 1;
    const leave = (): boolean => {
      shared.users -= 1;
      return shared.users === 0 && this.#held.delete(name);
    };
    try {
      const claim = await shared.claim;
      return { release: () => void (leave() && claim.release()) };
    } catch (error) {
      leave();
      throw error;
    }
  }
}
