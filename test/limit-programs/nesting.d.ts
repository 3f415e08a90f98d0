/** Inside each other, in the source or by recursion: what is too deep for the stack is refused, never an overflow. */
import { type LimitProgram } from "./program.ts";
export declare const nesting: readonly LimitProgram[];
