/** Where an answer that is cheap for small programs could cost the square of their size. */
import { type LimitProgram } from "./program.ts";
export declare const squares: readonly LimitProgram[];
