import { type CompileResult, type EmittedWorkflow, type CompileExtras } from "../src/compiler/pipeline.ts";
import type { Diagnostic } from "../src/diagnostics/diagnostic.ts";
export interface Compiled {
    readonly emitted: EmittedWorkflow | undefined;
    readonly diagnostics: readonly Diagnostic[];
    /** `code:line`, in file order. */
    readonly result: CompileResult;
}
/** Compiles one file of a folder; paths are relative to the folder. `change` is applied to every file that is read. */
export declare function compileFolder(folder: string, file: string, name: string, wanted?: CompileExtras, change?: (text: string) => string): Compiled;
/** Compiles `main.ts` of the given files; a string stands for `{ "main.ts": text }`. A `tsconfig.json` among them counts. */
export declare function compileText(files: string | Readonly<Record<string, string>>, wanted?: CompileExtras): Compiled;
