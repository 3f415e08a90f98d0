import type { Refactoring } from "./refactoring.ts";
export declare const parenthesize: Refactoring;
export declare const addAs: Refactoring;
export declare const addSatisfies: Refactoring;
export declare const addNonNull: Refactoring;
export declare const comment: Refactoring;
/** A template is a sum that starts with a string. */
export declare const templateToPlus: Refactoring;
export declare const templateToConcat: Refactoring;
/** Nothing at a file's top level calls a helper before its line is reached. */
export declare const functionToArrow: Refactoring;
export declare const arrowToFunction: Refactoring;
/** `if (a) b else c` is `if (!a) c else b`. */
export declare const turnIf: Refactoring;
/** `a ? b : c` is `!a ? c : b`. */
export declare const turnConditional: Refactoring;
/** `a += b` is `a = a + b`, for a variable. */
export declare const spellOutCompound: Refactoring;
/** `a.b` is `a["b"]`. */
export declare const computeKey: Refactoring;
