import type { Refactoring } from "./refactoring.ts";
/** Two declarations, neither of which mentions the other's name. */
export declare const reorderDeclarations: Refactoring;
/** `for (const x of [...list]) …` with an index, where the loop has no list of its own to name. */
export declare const forOfToIndex: Refactoring;
/** A block around a statement changes nothing, unless it declares. */
export declare const addBlock: Refactoring;
/** `for (init; test; step) …` over a number is a while loop, if nothing jumps over the step. */
export declare const whileToFor: Refactoring;
