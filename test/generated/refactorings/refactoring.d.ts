/**
 * Edits that keep a program's meaning and the names its nodes come from, so that the bytes of its graph must stay the same.
 * Each row gives every place in which it can be made; one of them is chosen.
 */
import type { TS } from "../../../src/compiler/typescript.ts";
import type { Change } from "./source-edit.ts";
export interface EditedFiles {
    /** Changes of `main.ts`. */
    readonly changes: readonly Change[];
    /** Files that are added, and taken up by an import in `changes`. */
    readonly added?: Readonly<Record<string, string>>;
}
export interface Site {
    readonly tree: TS.SourceFile;
    /** The ids of the graph's nodes: a name that is part of none of them names no node. */
    readonly ids: readonly string[];
}
export type Refactoring = (site: Site) => readonly EditedFiles[];
