/** Ids that the author gave to several calls. */
import type { Report } from "../../diagnostics/collector.ts";
import type { Call } from "../evaluation.ts";

export function reportDuplicateIds(calls: readonly Call[], report: Report): void {
  const seen = new Set<string>();
  for (const { id, span, trail, trust } of calls) {
    // Of two branches that depend on a guess, only one would run.
    if (id === undefined || trust === "none") continue;
    if (seen.has(id)) report("id-duplicate", span, { id }, trail);
    seen.add(id);
  }
}
