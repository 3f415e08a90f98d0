import type { Schema } from "../../../src/catalog/schema.ts";
import type { JsonObject } from "../../../src/lib/json.ts";
import { type Compiled } from "../../compile-source.ts";
import type { ExportProgram } from "./program.ts";
import type { RealModule } from "./real-modules.ts";
export interface CompiledProgram {
    readonly program: ExportProgram;
    readonly compiled: Compiled;
    readonly schema: Schema | undefined;
    /** For the function, and for the graph. */
    readonly input: JsonObject;
    readonly codes: readonly string[];
}
export declare function compileExports(program: ExportProgram): CompiledProgram;
/** What is wrong; `undefined` when nothing is. */
export declare function findExportFault(each: CompiledProgram, real: RealModule): Promise<string | undefined>;
