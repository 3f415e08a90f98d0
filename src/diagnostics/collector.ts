import { printRewrite } from "./print-rewrite.ts";
import { catalogue } from "./codes.ts";
import type { Diagnostic, DiagnosticCode, DiagnosticFacts } from "./diagnostic.ts";
import type { CatalogueEntry } from "./entry.ts";
import type { Finding, Reported } from "./finding.ts";
import { isRewrite, type Suggestion } from "./suggestion.ts";
import type { Span } from "./span.ts";

/**
 * The function that a stage gets to report problems. It never throws; the stage continues and finds the next
 * problem. `evidence`: see `Finding`.
 */
export type Report<Evidence = never> = <Code extends DiagnosticCode>(
  code: Code,
  span: Span,
  facts: DiagnosticFacts<Code>,
  trail?: readonly Span[],
  evidence?: Evidence,
) => void;

/** Makes the suggestion for a problem that is shown. */
export type Suggest<Evidence> = (reported: Reported<Evidence>) => Suggestion | undefined;

/**
 * Collects what the stages report. The same code at the same location is shown once: a loop's body reports once, not
 * per iteration.
 */
export class Collector<Evidence = unknown> {
  readonly #places = new Map<string, Place<Evidence>>();

  readonly report: Report<Evidence> = (code, span, facts, trail = [], evidence) => {
    const finding: Finding<Evidence, typeof code> = { code, span, facts, trail, evidence };
    const key = keyOf(finding);
    const place = this.#places.get(key);
    if (place !== undefined) place.add(finding);
    else this.#places.set(key, new Place(finding));
  };

  get hasErrors(): boolean {
    return this.hasErrorsExcept(new Set());
  }

  /** Whether there is an error with a code other than these. */
  hasErrorsExcept(codes: ReadonlySet<DiagnosticCode>): boolean {
    for (const { first } of this.#places.values())
      if (catalogue[first.code].kind !== "warning" && !codes.has(first.code)) return true;
    return false;
  }

  /** In file order. */
  get reported(): readonly Reported<Evidence>[] {
    return [...this.#places.values()].sort((a, b) => compare(a.first, b.first));
  }

  /** In file order. `suggest` is called once per diagnostic. */
  list(suggest: Suggest<Evidence> = () => undefined): readonly Diagnostic[] {
    return this.reported.map((reported) => diagnosticOf(reported.first, suggest(reported)));
  }
}

class Place<Evidence> implements Reported<Evidence> {
  readonly first: Finding<Evidence>;
  readonly #variants = new Map<string, Finding<Evidence>>();
  count = 1;

  constructor(first: Finding<Evidence>) {
    this.first = first;
  }

  add(finding: Finding<Evidence>): void {
    this.count++;
    if (this.#variants.size === 0) this.#variants.set(variantOf(this.first), this.first);
    if (this.#variants.size >= maxVariants) return;
    const variant = variantOf(finding);
    if (!this.#variants.has(variant)) this.#variants.set(variant, finding);
  }

  get variants(): readonly Finding<Evidence>[] {
    return this.#variants.size === 0 ? [this.first] : [...this.#variants.values()];
  }
}

/** Further ones are ignored: their suggestions will not agree anyway. */
const maxVariants = 20;

function variantOf(finding: Finding): string {
  return `${finding.trail.at(-1)?.start ?? ""} ${messageOf(finding)}`;
}

function diagnosticOf(finding: Finding, suggestion: Suggestion | undefined): Diagnostic {
  const { code, span, trail } = finding;
  const { kind, why, advice } = rowOf(code);
  const isCode = suggestion !== undefined && (typeof suggestion === "string" || isRewrite(suggestion));
  return {
    code,
    kind,
    message: messageOf(finding),
    why,
    rewrite: isCode
      ? typeof suggestion === "string"
        ? suggestion
        : printRewrite(suggestion, span)
      : undefined,
    fix: isCode && typeof suggestion === "object" ? suggestion : undefined,
    advice: typeof suggestion === "object" && "words" in suggestion ? suggestion.words : advice,
    span,
    trail,
  };
}

function messageOf({ code, facts }: Finding): string {
  return rowOf(code).message(facts);
}

/** The row's facts are the code's facts; TypeScript cannot follow that through the union of all rows. */
function rowOf(code: DiagnosticCode): CatalogueEntry<unknown> {
  return catalogue[code] as CatalogueEntry<unknown>;
}

/** By path, then by position. */
export function inFileOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(compare);
}

/** The same code at the same location once: several workflows import the file. In file order. */
export function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const each of diagnostics) if (!found.has(keyOf(each))) found.set(keyOf(each), each);
  return inFileOrder([...found.values()]);
}

interface Located {
  readonly code: DiagnosticCode;
  readonly span: Span;
}

function compare(a: Located, b: Located): number {
  return (
    compareText(a.span.source.path, b.span.source.path) ||
    a.span.start - b.span.start ||
    compareText(a.code, b.code)
  );
}

function keyOf({ code, span: { source, start, end } }: Located): string {
  return `${code} ${start} ${end} ${source.path}`;
}

/** Not localeCompare: the order must not depend on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
