import type { Files } from "./write-files.ts";
export interface Tally {
    compared: number;
    equal: number;
    /** Refused, by the kind of node at which. */
    readonly refused: Map<string, number>;
    /** Of declarations that TypeScript refuses, nothing is expected. */
    invalid: number;
    readonly wrong: string[];
}
export declare function newTally(): Tally;
export declare function refusedIn({ refused }: Tally): number;
/** One program for all, since making it costs more than asking it. `mistake`: other files for falc than for the checker. */
export declare function compareTypes(sets: readonly Files[], tally: Tally, mistake?: (files: Files) => Files): void;
