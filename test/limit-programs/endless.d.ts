/** Without an end on known data. */
import { type LimitProgram } from "./program.ts";
export declare const endless: readonly LimitProgram[];
