import type { Json, JsonObject } from "../../../src/lib/json.ts";
import type { Observation } from "../../oracle.ts";
export interface ModuleRun {
    /** Absolute. */
    readonly file: string;
    readonly input: JsonObject;
}
/** What a file exports as `input`, if anything: a zod schema as JSON Schema. */
interface Loaded {
    readonly input?: Json | undefined;
}
export type RealModule = {
    readonly kind: "not loaded";
    readonly message: string;
} | (Loaded & {
    readonly kind: "not a function";
}) | (Loaded & {
    readonly kind: "threw";
    readonly message: string;
}) | (Loaded & {
    readonly kind: "ran";
    readonly isPromise: boolean;
    readonly observation: Observation;
});
export interface RealProgram {
    readonly files: Readonly<Record<string, string>>;
    /** For its default function. */
    readonly input: JsonObject;
}
/** One after the other in one process. `tsconfig`: the text of the file that tsx finds. */
export declare function runModules(programs: readonly RealProgram[], tsconfig?: string): Promise<readonly RealModule[]>;
export {};
