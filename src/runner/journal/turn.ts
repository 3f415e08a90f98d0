import type { Claim } from "./bookkeeping.ts";

/** That a call may be sent now. Each part is given back once. */
export class Turn {
  #claim: Claim | undefined;
  #place: Claim | undefined;

  /** `claim`: that no other run begins an equal call; absent if none may answer it. `place`: absent if there is no limit. */
  constructor(claim: Claim | undefined, place: Claim | undefined) {
    this.#claim = claim;
    this.#place = place;
  }

  /** It is written down: from now on, other runs see the call, and wait for it. */
  begun(): void {
    this.#claim?.release();
    this.#claim = undefined;
  }

  /** It is in progress no more, or is not sent after all. */
  end(): void {
    this.begun();
    this.#place?.release();
    this.#place = undefined;
  }
}
