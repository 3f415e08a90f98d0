/** A program of several files while it is written. */
import type { Tape } from "../writing/tape.ts";
/** An expression that gives a function, and the file in which it can be said. */
export interface Held {
    readonly file: string;
    readonly code: string;
}
export declare class Sources {
    #private;
    readonly tape: Tape;
    readonly constructs: Set<string>;
    constructor(tape: Tape);
    /** A name that no other place of the program has, unless `reuse` is drawn: the same name means something else elsewhere. */
    name(prefix?: string): string;
    line(file: string, code: string): void;
    /** Above the file's code, once. */
    head(file: string, code: string): void;
    newFile(): string;
    /** By the name of what was drawn, so that the run can say what it was about. */
    draw<T extends {
        readonly name: string;
    }>(options: readonly [T, ...T[]]): T;
    files(): Record<string, string>;
}
