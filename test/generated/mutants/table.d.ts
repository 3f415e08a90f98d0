/**
 * Breakages of the compiler, one place each, as somebody could make them by mistake. Each has to be noticed by the
 * generated programs. `find` stands in the file once: when it does not, the row has to follow the code.
 */
export interface Mutant {
    readonly name: string;
    /** Relative to `src/compiler/`. */
    readonly file: string;
    readonly find: string;
    readonly replace: string;
}
export declare const mutants: readonly Mutant[];
