import { outcomeOf } from "../artifacts/outcome.ts";
import type { Generated } from "../artifacts/list-outdated.ts";
import type { Selected } from "../compile/compile-selected.ts";
import { findStaleTypes } from "../models/stale-types.ts";

/** Compares every generated file that is committed with what it is generated from. Writes nothing. */
export async function compareGenerated({
  project,
  workflows,
  orphans,
}: Selected): Promise<Required<Generated>> {
  return {
    outcomes: workflows.map((file) => outcomeOf(file, project, true)),
    orphans,
    staleTypes: (await findStaleTypes(project)).map(({ file }) => project.relative(file)),
  };
}
