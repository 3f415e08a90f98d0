/** What falc does with one kind of syntax, and the fixture that shows it. */
import type { DiagnosticCode } from "../../../src/diagnostics/diagnostic.ts";
import type { TS } from "../../../src/compiler/typescript.ts";

/**
 * The names of TypeScript's kinds; `First…` and `Last…` are aliases of the same numbers. One kind exists at run time
 * but not in its declarations.
 */
export type KindName =
  | Exclude<
      keyof typeof TS.SyntaxKind,
      `First${string}` | `Last${string}` | "AssertClause" | "AssertEntry" | "JSDocComment" | "Count"
    >
  | "JSDocCommentTextToken";

/** Every position below a node where another node can be, by how it is treated: `expression`, `questionDotToken`. */
export interface Positions {
  /** Read by a rule: `by` of the row names the files. */
  readonly reads?: readonly string[];
  /** Does not exist at run time. */
  readonly erases?: readonly string[];
  /** With a diagnostic, whatever is there. */
  readonly refuses?: readonly string[];
}

export type KindRow =
  /** A row of `rules.ts` evaluates it. */
  | (Positions & Shown & { readonly is: "evaluated"; readonly by: readonly string[] })
  /** The rule of an enclosing node reads it. */
  | (Positions & Shown & { readonly is: "part"; readonly by: readonly string[] })
  /** Types, and what only types need. */
  | (Shown & { readonly is: "erased" })
  | (Shown & { readonly is: "refused"; readonly code: DiagnosticCode })
  /** Never a node in the tree of a `.ts` file that was parsed without an error. */
  | { readonly is: "unreachable"; readonly why: string };

interface Shown {
  /** A folder in a group of `test/fixtures/` whose sources contain such a node. */
  readonly fixture: string;
}

/** Kinds that share a row. */
export type KindRows = readonly (readonly [KindName | readonly KindName[], KindRow])[];

/** `by`: files in `src/compiler/`, separated by spaces. */
export function evaluated(by: string, fixture: string, positions: Positions = {}): KindRow {
  return { is: "evaluated", by: by.split(" "), fixture, ...positions };
}

export function part(by: string, fixture: string, positions: Positions = {}): KindRow {
  return { is: "part", by: by.split(" "), fixture, ...positions };
}

export function erased(fixture: string): KindRow {
  return { is: "erased", fixture };
}

export function refused(code: DiagnosticCode, fixture: string): KindRow {
  return { is: "refused", code, fixture };
}

export function unreachable(why: string): KindRow {
  return { is: "unreachable", why };
}
