/**
 * Between evaluation and lowering: compares what the workflow sends with what the endpoints accept, and finds
 * probable mistakes. It only reports. Works on values, so that no cast and no comment for TypeScript silences it, and
 * checks every call whose input is known, even if something else was refused (`Call.trust`). What fal rejects or
 * silently drops is an error; what may work, or is judged only by names and descriptions, is a warning. src/CHECKS.md
 * has a row for each code. A declaration overrides an outdated catalogue.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { Evaluation } from "../evaluation.ts";
import { checkCalls } from "./check-calls.ts";
import { reportDuplicateIds } from "./duplicate-ids.ts";
import type { CheckReport } from "./found.ts";
import { reportReferencesInText } from "./references-in-text.ts";
import { reportUnusedFields } from "./unused-fields.ts";

export function check(
  { calls, workflow }: Pick<Evaluation, "calls" | "workflow">,
  catalog: Catalog,
  report: CheckReport,
): void {
  const missing = checkCalls(calls, catalog, report);
  reportDuplicateIds(calls, report);
  // What was refused may have used a field, or may be the call whose name is in a text.
  if (workflow === undefined) return;
  reportReferencesInText(workflow, report);
  reportUnusedFields(workflow, missing, report);
}
