import type { Helper, Kind, Name } from "./kinds.ts";
import type { Tape } from "./tape.ts";
/** What is different inside a block, a function or a callback. */
export interface Surroundings {
    readonly names?: readonly Name[];
    readonly isAsync?: boolean;
    readonly isLoop?: boolean;
    /** Whether the names are parameters, which the block's own names must differ from. */
    readonly isFunction?: boolean;
}
export declare class Writer {
    #private;
    tape: Tape;
    names: readonly Name[];
    helpers: readonly Helper[];
    /** Whether `await` may be written here. */
    isAsync: boolean;
    /** How many loops are around this place: a loop in a loop in a loop would make programs of a thousand calls. */
    loops: number;
    /** The names of the table rows that were used. */
    readonly constructs: Set<string>;
    constructor(tape: Tape);
    /** An expression of this kind. */
    of(kind: Kind): string;
    /** A name that holds this kind, or the plainest expression of it. */
    simple(kind: Kind): string;
    statement(): void;
    statementsUpTo(most: number): void;
    line(text: string): void;
    /** A name that nothing else has. Names of nodes come from names, so they tell what they hold. */
    fresh(base: string): string;
    declare(name: string, kind: Kind, changes?: boolean): void;
    find(fits: (name: Name) => boolean): Name | undefined;
    /** What `write` writes, with names of its own, and everything as before afterwards. */
    within<Written>(own: Surroundings, write: () => Written): Written;
    /** `of`, in a callback that is not async. */
    inCallback(kind: Kind, names?: readonly Name[]): string;
    /** A block: the line that opens it (none after `} else {`), what `write` writes, the line that closes it. */
    block(open: string, close: string, write: () => void, own?: Surroundings): void;
    /** The lines that `write` writes, kept apart. */
    linesOf(write: () => void): string[];
    /** Where the lines go on that `linesOf` gave. */
    addLines(lines: readonly string[]): void;
}
