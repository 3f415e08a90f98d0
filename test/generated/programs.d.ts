/** Programs as fast-check makes them, and a run over many of them that keeps count. */
import fc from "fast-check";
import { type Program } from "./program.ts";
import { type SearchOptions } from "./search.ts";
import { Tally } from "./tally.ts";
/** A program; it shrinks towards one call of one model. */
export declare const program: fc.Arbitrary<Program>;
/** What a run over programs found. */
export interface Outcome {
    readonly tally: Tally;
    /** The smallest program that was found to go wrong, with what went wrong; `undefined` when none did. */
    readonly mismatch: string | undefined;
}
export declare function runPrograms(options: SearchOptions): Promise<Outcome>;
