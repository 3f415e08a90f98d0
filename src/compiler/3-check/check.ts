/**
 * Between evaluating and lowering: what the workflow sends, against what the endpoints take, and what is probably not
 * meant. Works on values, so no cast and no comment for TypeScript silences it. Gives nothing; it only reports.
 *
 * What is an error is refused by fal, or dropped by it without a word; a catalogue that is behind fal is overruled by
 * `model<Input, Output>("…")`. What may go well, or is known from names only, is a warning:
 *
 *   field-unknown      error    not in the schema, which lists all fields. fal drops it and runs all the same.
 *   field-undescribed  warning  not in the schema, which nobody says is complete (`Endpoint.isPartial`).
 *   field-missing      error    fal answers 422.
 *   field-value        error    fal answers 422: not among those allowed, out of range.
 *   field-type         error    fal answers 422, whatever the run brings.
 *   field-uncertain    warning  fal answers 422 for some of what the run may bring.
 *   field-media        warning  by the names: a film's address in a picture's field.
 *   field-unit         warning  by the description: seconds in a field of milliseconds.
 *   reference-in-text  warning  fal sends the text as it is.
 *   input-field-unused warning
 */
import type { Report } from "../../diagnostics/collector.ts";
import type { EvaluatedWorkflow } from "../2-evaluate/evaluate.ts";
import { checkCalls } from "./check-calls.ts";
import { reportReferencesInText } from "./references-in-text.ts";
import { reportUnusedFields } from "./unused-fields.ts";

export function check(workflow: EvaluatedWorkflow, report: Report): void {
  checkCalls(workflow, report);
  reportReferencesInText(workflow, report);
  reportUnusedFields(workflow, report);
}
