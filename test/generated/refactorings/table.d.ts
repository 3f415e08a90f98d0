import type { Refactoring } from "./refactoring.ts";
export declare const refactorings: Readonly<Record<string, Refactoring>>;
