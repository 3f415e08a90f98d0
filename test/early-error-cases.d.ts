/**
 * Files that no JavaScript engine loads, and neighbours of theirs that every engine loads. What is at fault stands between
 * « and ». Nothing in them ever runs.
 */
export interface EarlyErrorCase {
    readonly about: string;
    readonly bad: readonly string[];
    readonly good: readonly string[];
    /** V8 throws when the code runs, where the specification asks it not to load the file. */
    readonly isLateInV8?: true;
}
export declare const earlyErrorCases: readonly EarlyErrorCase[];
/** What only TypeScript has, and what it leaves behind is loaded by every engine. */
/** What only TypeScript's syntax makes possible, and its compilers do not take. */
export declare const typescriptErrors: readonly string[];
export declare const typescriptNeighbours: readonly string[];
