import type { Refactoring } from "./refactoring.ts";
/** As TypeScript itself prints it. */
export declare const reprint: Refactoring;
export declare const windowsLineEnds: Refactoring;
export declare const tabs: Refactoring;
export declare const emptyLines: Refactoring;
export declare const byteOrderMark: Refactoring;
