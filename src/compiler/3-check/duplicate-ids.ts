/** Ids that the author gave to several calls. */
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Call } from "../evaluation.ts";
import type { SameId } from "./found.ts";

export function reportDuplicateIds(calls: readonly Call[], report: Report<SameId>): void {
  const seen = new Map<string, Call>();
  for (const call of calls) {
    const { id, span, trail, trust } = call;
    // Of two branches that depend on a guess, only one would run.
    if (id === undefined || trust === "none") continue;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, call);
    else {
      const facts = { id, isSameCall: isSamePlace(first.span, span) };
      report("id-duplicate", span, facts, trail, { kind: "same-id", call });
    }
  }
}

function isSamePlace(a: Span, b: Span): boolean {
  return a.source === b.source && a.start === b.start;
}
