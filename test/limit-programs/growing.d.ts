/** Growth that a few lines of source make exponential, or that is kept until the memory is full. */
import { type LimitProgram } from "./program.ts";
export declare const growing: readonly LimitProgram[];
