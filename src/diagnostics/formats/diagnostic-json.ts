import type { DiagnosticKind } from "../kind.ts";
import type { Position } from "../span.ts";

/** A part of a file. */
export interface Place {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly start: Position;
  /** Exclusive. */
  readonly end: Position;
}

/** Replaces the text there; an empty part inserts. */
export interface TextEdit extends Place {
  readonly text: string;
}

/** A problem for tools, as `falc compile --format json` prints it and `falc/compiler` returns it. */
export interface DiagnosticJson extends Place {
  /** Stable: `condition-unknown`. `falc explain <code>` shows an example of each. */
  readonly code: string;
  readonly kind: DiagnosticKind;
  readonly message: string;
  /** The reason for the rule that was broken. */
  readonly why: string;
  /** Code that means the same and compiles, to be read. */
  readonly rewrite?: string;
  /** What to do, in words, where no code can be given. */
  readonly advice?: string;
  /** The rewrite, to be applied: all of them and all new files, or nothing. They do not overlap. */
  readonly edits?: readonly TextEdit[];
  readonly files?: readonly { readonly path: string; readonly text: string }[];
  /** The calls that led here, outermost first; empty if the problem is in the workflow function itself. */
  readonly trail: readonly Place[];
}
