/** The built command; another build's by FALC_BIN. */
export declare const bin: string;
export interface Measured {
    /** `null` when a signal ended it. */
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly out: string;
    readonly err: string;
    readonly seconds: number;
    /** Of all threads together: what a busy machine does not change; `undefined` when it did not come to its own end. */
    readonly cpuSeconds: number | undefined;
    /** Of the whole process at its largest; `undefined` when it did not come to its own end. */
    readonly megabytes: number | undefined;
}
/** A folder for a project; the caller removes it. Path → text. */
export declare function makeProject(files: Readonly<Record<string, string | Uint8Array>>): string;
/** Stopped by force after `longest` seconds. */
export declare function measureCompile(root: string, argv: readonly string[], longest?: number): Promise<Measured>;
