/**
 * Programs at the edge of what can be compiled, and beyond it. `limits.ts` measures them one by one,
 * `compiler-limits.test.ts` asserts what becomes of them.
 */
export interface LimitProgram {
    readonly name: string;
    /** The codes of its errors; none for a program that compiles, "?" where a machine's stack may decide. */
    readonly refused: readonly string[];
    /** Path below `workflows/` → text; `main.ts` is the workflow. Made when asked for: some are megabytes. */
    files(): Readonly<Record<string, string>>;
}
/** A workflow whose body ends in a model call and a return, unless it returns itself. */
export declare function workflow(body: string, top?: string): string;
export declare const range: (count: number) => number[];
export declare const lines: (count: number, line: (index: number) => string, between?: string) => string;
export declare const single: (name: string, refused: readonly string[], text: () => string) => LimitProgram;
export declare const compiles: (name: string, body: () => string, top?: () => string) => LimitProgram;
export declare const refused: (name: string, body: () => string, top?: () => string) => LimitProgram;
