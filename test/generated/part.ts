/** What a process of the long mode sends after each part of its programs. */
import type { TallyData } from "./tally.ts";

export interface Part {
  /** Only programs before the mismatch. */
  readonly tally: TallyData;
  readonly mismatch: string | undefined;
}
