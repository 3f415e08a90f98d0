/** How a program's code is spread over files, with the declarations that its code refers to. */
export interface Layout {
    readonly name: string;
    /** Whether the helpers stand in a file of their own. */
    readonly exported: boolean;
    /** What the workflow's file calls a helper. */
    nameInMain(helper: string): string;
    /** The workflow file's imports of what the helpers' file exports. */
    importing(names: readonly string[]): string;
    /** A file between the two. */
    readonly between?: string;
}
/** A layout's name counts as a construct of the program. */
export declare const layouts: readonly [Layout, ...Layout[]];
/** Without helpers every program is one file. */
export declare function isApart(layout: Layout, helpers: readonly string[]): boolean;
/** The program's files; `main.ts` is the workflow. */
export declare function layOut(layout: Layout, helpers: readonly string[], main: readonly string[]): Record<string, string>;
