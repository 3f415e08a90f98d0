export interface ExportProgram {
    /** `main.ts` is the workflow's file. */
    readonly files: Readonly<Record<string, string>>;
    readonly constructs: ReadonlySet<string>;
}
export declare function writeExportProgram(tape: readonly number[]): ExportProgram;
/** `count` of them, the same for the same seed. */
export declare function exportPrograms(count: number, seed: number): readonly ExportProgram[];
