import { type LimitProgram } from "./program.ts";
export declare const deep: readonly LimitProgram[];
