/** The interface, which is read apart from the workflow's body. */
import { type LimitProgram } from "./program.ts";
export declare const interfaces: readonly LimitProgram[];
