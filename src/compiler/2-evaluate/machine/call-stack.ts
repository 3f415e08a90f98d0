/** The functions being executed, and the calls that led to each. */
import type { Span } from "../../../diagnostics/span.ts";
import { spanOf } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import type { CallSite } from "../values/values.ts";

export class CallStack {
  /** Outermost first. */
  readonly #functions: TS.Node[] = [];
  /** For each function, the calls that led to it: kept, because every model call needs them. */
  readonly #trails: (readonly Span[])[] = [];
  readonly #sites: CallSite[] = [];

  /** The number of calls in progress. */
  get level(): number {
    return this.#functions.length;
  }

  /** The calls that led to the running code, outermost first. Recursive calls are listed once. */
  get trail(): readonly Span[] {
    return this.#trails.at(-1) ?? [];
  }

  /** The call of the running function; of the workflow, its declaration. */
  get caller(): CallSite | undefined {
    return this.#sites.at(-1);
  }

  enter(fn: TS.Node, site: CallSite): void {
    this.#sites.push(site);
    this.#trails.push(withSpan(this.trail, spanOf(site.module, site.node)));
    this.#functions.push(fn);
  }

  /** Ends all calls but the outermost `level`. */
  unwindTo(level: number): void {
    this.#functions.length = this.#trails.length = this.#sites.length = level;
  }

  /** How many of the calls in progress are of this function. */
  countOf(fn: TS.Node): number {
    return this.#functions.filter((each) => each === fn).length;
  }
}

function withSpan(trail: readonly Span[], span: Span): readonly Span[] {
  const isKnown = trail.some(
    ({ start, end, source }) => start === span.start && end === span.end && source === span.source,
  );
  return isKnown ? trail : [...trail, span];
}
