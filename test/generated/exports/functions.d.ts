/** Functions that may be the workflow, each with a mark of its own in what it sends, and values that cannot be one. */
import type { Held, Sources } from "./sources.ts";
/** A function of its own; now and then, where `any` says so, something that is none. */
export declare function writeFunction(file: string, sources: Sources, any?: boolean): Held;
