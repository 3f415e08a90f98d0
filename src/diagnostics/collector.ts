import { catalogue } from "./codes.ts";
import type { Diagnostic, DiagnosticCode, DiagnosticFacts } from "./diagnostic.ts";
import type { CatalogueEntry } from "./entry.ts";
import { isRewrite, printRewrite, type Proposal } from "./rewrite.ts";
import type { Span } from "./span.ts";

/**
 * The function that a stage gets to report problems. It never throws; the stage continues and finds the next
 * problem. `rewrite` is for what only the stage can know, and takes precedence over the catalogue's; it is
 * not called for a problem that was already reported.
 */
export type Report = <Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  facts: DiagnosticFacts<Code>,
  trail?: readonly Span[],
  rewrite?: Proposal | (() => Proposal | undefined),
) => void;

/**
 * Collects diagnostics. The same code at the same location is kept once: a loop's body reports once, not per
 * iteration.
 */
export class Collector {
  readonly #found = new Map<string, Diagnostic>();

  readonly report: Report = (code, span, facts, trail = [], rewrite) => {
    if (this.#found.has(keyOf(code, span))) return;
    const row = rowOf(code);
    const proposal = proposalOf(code, span, facts, rewrite);
    this.add({
      code,
      kind: row.kind,
      message: row.message(facts),
      why: row.why,
      ...saidOf(proposal, span),
      advice: typeof proposal === "object" && "words" in proposal ? proposal.words : row.advice,
      span,
      trail,
    });
  };

  add(diagnostic: Diagnostic): void {
    const key = keyOf(diagnostic.code, diagnostic.span);
    if (!this.#found.has(key)) this.#found.set(key, diagnostic);
  }

  /** Replaces a rewrite by words, if it would be wrong for other callers of the same code. */
  withdraw({ code, span }: Diagnostic, words: string): void {
    const key = keyOf(code, span);
    const found = this.#found.get(key);
    if (found !== undefined)
      this.#found.set(key, { ...found, rewrite: undefined, fix: undefined, advice: words });
  }

  get hasErrors(): boolean {
    for (const { kind } of this.#found.values()) if (kind !== "warning") return true;
    return false;
  }

  /** Whether there is an error with a code other than these. */
  hasErrorsExcept(codes: ReadonlySet<DiagnosticCode>): boolean {
    return [...this.#found.values()].some(({ kind, code }) => kind !== "warning" && !codes.has(code));
  }

  /** In file order. */
  list(): readonly Diagnostic[] {
    return inFileOrder([...this.#found.values()]);
  }
}

/** The row's facts are the code's facts; TypeScript cannot follow that through the union of all rows. */
function rowOf<Code extends DiagnosticCode>(code: Code): CatalogueEntry<DiagnosticFacts<Code>> {
  return catalogue[code] as unknown as CatalogueEntry<DiagnosticFacts<Code>>;
}

/** The reporter's proposal, otherwise the catalogue's. */
export function proposalOf<Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  facts: DiagnosticFacts<Code>,
  rewrite: Proposal | (() => Proposal | undefined) | undefined,
): Proposal | undefined {
  return (typeof rewrite === "function" ? rewrite() : rewrite) ?? rowOf(code).rewrite?.(facts, span);
}

/** By path, then by position. */
export function inFileOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compareText(a.span.source.path, b.span.source.path) ||
      a.span.start - b.span.start ||
      compareText(a.code, b.code),
  );
}

function saidOf(proposal: Proposal | undefined, span: Span): Pick<Diagnostic, "rewrite" | "fix"> {
  if (proposal === undefined || typeof proposal === "string") return { rewrite: proposal, fix: undefined };
  return isRewrite(proposal)
    ? { rewrite: printRewrite(proposal, span), fix: proposal }
    : { rewrite: undefined, fix: undefined };
}

function keyOf(code: DiagnosticCode, { source, start, end }: Span): string {
  return `${code} ${start} ${end} ${source.path}`;
}

/** Not localeCompare: the order must not depend on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
