/** Expressions over known data, for `builtins.test.ts`: what falc supports of JavaScript's library, with odd arguments. */
export declare const knownCases: Readonly<Record<string, readonly string[]>>;
/** By the code they are refused with. */
export declare const refusedCases: Readonly<Record<string, readonly string[]>>;
