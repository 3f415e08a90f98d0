/** Generated files that do not match their sources, as diagnostics, for formats that are lists of them. */
import { Collector } from "../../diagnostics/collector.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Orphan } from "./orphans.ts";
import type { Outcome } from "./outcome.ts";

export interface Generated {
  readonly outcomes: readonly Outcome[];
  readonly orphans: readonly Orphan[];
  /** Types of declared endpoints that do not match the declarations. Relative to the project. */
  readonly staleTypes?: readonly string[];
}

/** An artifact is reported at its workflow; the others at the file itself. */
export function listOutdated({ outcomes, orphans, staleTypes = [] }: Generated): readonly Diagnostic[] {
  const collector = new Collector();
  for (const { source, stale } of outcomes) {
    if (stale === undefined) continue;
    const command = "falc compile";
    collector.report("artifact-outdated", startOf(source), { ...stale, source, command });
  }
  for (const { artifact, reason } of orphans)
    collector.report("artifact-without-workflow", startOf(artifact), { file: artifact, reason });
  for (const file of staleTypes) {
    const source = file.replace(/\.d\.ts$/, ".json");
    const facts = { file, source, command: "falc models sync", isMissing: false };
    collector.report("artifact-outdated", startOf(file), facts);
  }
  return collector.list();
}

function startOf(path: string): Span {
  return { source: { path, text: "" }, start: 0, end: 0 };
}
