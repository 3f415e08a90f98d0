/**
 * Between evaluating and lowering: what the workflow sends, against what the endpoints take, and what is probably not
 * meant. Gives nothing; it only reports. Works on values, so no cast and no comment for TypeScript silences it, and looks at
 * every call whose input is known, also where something else was refused (`Call.trust`).
 *
 * What fal refuses, or drops without a word, is an error; what may go well, or is known from names and descriptions only, is
 * a warning. src/CHECKS.md has a row for each code. A catalogue that is behind fal is overruled by a declaration.
 */
import type { Catalog } from "../../catalog/schema.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { Evaluation } from "../2-evaluate/evaluate.ts";
import { checkCalls } from "./check-calls.ts";
import { reportDuplicateIds } from "./duplicate-ids.ts";
import { reportReferencesInText } from "./references-in-text.ts";
import { reportUnusedFields } from "./unused-fields.ts";

export function check(
  { calls, modules, inputSchema, workflow }: Omit<Evaluation, "unknownEndpoints" | "isOther">,
  catalog: Catalog,
  report: Report,
): void {
  const missing = checkCalls({ calls, modules, inputSchema }, catalog, report);
  reportDuplicateIds(calls, report);
  // What was refused may be what would have used a field, or may be the call whose name stands in a text.
  if (workflow === undefined) return;
  reportReferencesInText(workflow, report);
  reportUnusedFields(workflow, missing, report);
}
