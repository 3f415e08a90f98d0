import type { JsonObject } from "../../src/lib/json.ts";
import { type AnswerOrder } from "../answer-order.ts";
import { type Observation } from "../oracle.ts";
export type Files = Readonly<Record<string, string>>;
export interface Verdict {
    /** The graph's bytes; `undefined` for a refused program. */
    readonly graph: string | undefined;
    /** Of the diagnostics that refused it, each once. Warnings do not refuse. */
    readonly codes: readonly string[];
}
/** What falc did wrong, with the program. */
export declare class Mismatch extends Error {
}
export declare const usualInput: JsonObject;
/** Throws a `Mismatch`. */
export declare function judge(files: Files, inputs?: readonly JsonObject[]): Promise<Verdict>;
/** The workflow's calls and output when it is run directly. Throws what it throws. */
export declare function observeProgram(files: Files, input: JsonObject, order?: AnswerOrder): Promise<Observation>;
/** The program as it can be copied into a fixture. */
export declare function print(files: Files): string;
