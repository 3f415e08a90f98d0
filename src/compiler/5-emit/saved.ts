/**
 * The SAVED form of a workflow, on request: the bytes of the document that fal's REST API takes, and reports about
 * what that form cannot express, at the author's own expressions.
 */
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import { type SavedProblem, writeSaved } from "../../graph/dialects/saved.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";
import type { RecordData } from "../evaluation.ts";
import type { LoweredWorkflow } from "../4-lower/lower.ts";
import { outputSchema } from "./output-schema.ts";
import { printJson } from "./print-json.ts";

/** An output field that the form cannot express, and everything that the workflow returns. */
export interface SavedOutput {
  readonly kind: "saved";
  readonly field: string;
  readonly output: RecordData;
}

/** `undefined` after a report of `saved-output`; the other reports are warnings. */
export function emitSaved(
  { workflow, graph }: LoweredWorkflow,
  report: Report<SavedOutput>,
): string | undefined {
  const { name, title = name, description, inputSchema } = workflow;
  const { document, problems } = writeSaved(
    graph,
    {
      title,
      ...(description !== undefined && { description }),
      input: inputSchema,
      output: outputSchema(workflow),
    },
    name,
  );
  for (const { span, found } of groupBySpan(problems, workflow)) reportAt(span, found, workflow, report);
  return document && printJson(document);
}

interface ProblemGroup {
  readonly span: Span;
  /** Of one kind; at least one. */
  readonly found: SavedProblem[];
}

/** Fields that are not written out share the span of the whole object, and are reported together. */
function groupBySpan(problems: readonly SavedProblem[], workflow: EvaluatedWorkflow): Iterable<ProblemGroup> {
  const places = new Map<string, ProblemGroup>();
  for (const problem of problems) {
    const span = spanOf(problem, workflow);
    const key = `${problem.kind} ${span.start} ${span.end} ${span.source.path}`;
    const place = places.get(key) ?? { span, found: [] };
    place.found.push(problem);
    places.set(key, place);
  }
  return places.values();
}

function spanOf({ kind, field }: SavedProblem, { output, inputFields }: EvaluatedWorkflow): Span {
  const span = kind === "output" ? output.fields.get(field)?.span : inputFields.get(field);
  return span ?? output.span;
}

function reportAt(
  span: Span,
  found: readonly SavedProblem[],
  { output }: EvaluatedWorkflow,
  report: Report<SavedOutput>,
): void {
  const [problem] = found;
  if (problem === undefined) return;
  const fields = found.map(({ field }) => field);
  switch (problem.kind) {
    case "output": {
      const { what } = problem;
      return report("saved-output", span, { fields, what }, [], {
        kind: "saved",
        field: problem.field,
        output,
      });
    }
    case "input-type":
      return report("saved-input-type", span, { fields });
    case "input-default":
      return report("saved-input-default", span, { fields });
    default:
      return unreachable(problem);
  }
}
