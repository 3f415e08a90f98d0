export interface Program {
    /** `main.ts` is the workflow. */
    readonly files: Readonly<Record<string, string>>;
    /** The names of the table rows it was written by. */
    readonly constructs: ReadonlySet<string>;
    /** How the workflow's code names a string, number and boolean of its input. */
    readonly inputs: Readonly<Record<"string" | "number" | "boolean", string>>;
}
export declare function writeProgram(helpers: readonly number[], workflow: readonly number[]): Program;
