import { type LimitProgram } from "./program.ts";
/** Long and large, but finite. */
export declare const long: readonly LimitProgram[];
