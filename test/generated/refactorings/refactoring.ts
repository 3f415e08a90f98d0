/**
 * Edits that preserve a program's meaning and the names that its nodes get their ids from, so that the bytes of its
 * graph must not change. Each row lists every place where it applies; one of them is chosen.
 */
import type { TS } from "../../../src/compiler/typescript.ts";
import type { Change } from "./source-edit.ts";

export interface EditedFiles {
  /** Changes of `main.ts`. */
  readonly changes: readonly Change[];
  /** New files, imported in `changes`. */
  readonly added?: Readonly<Record<string, string>>;
}

export interface Site {
  readonly tree: TS.SourceFile;
  /** The ids of the graph's nodes: a name that is part of none of them names no node. */
  readonly ids: readonly string[];
}

export type Refactoring = (site: Site) => readonly EditedFiles[];
