/** What a process of the long mode sends when it has done a part of its programs. */
import type { TallyData } from "./tally.ts";
export interface Part {
    /** Of the programs before the mismatch. */
    readonly tally: TallyData;
    readonly mismatch: string | undefined;
}
