import type { Refactoring } from "./refactoring.ts";
/** A local, parameter or function gets another name everywhere. */
export declare const rename: Refactoring;
/** Which constants a workflow has and what they are called is nobody's business but its own. */
export declare const extractConstant: Refactoring;
export declare const extractToFile: Refactoring;
export declare const extractToDefault: Refactoring;
/** A constant that holds a literal, in the places that use it. */
export declare const inlineConstant: Refactoring;
