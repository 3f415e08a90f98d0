/** Fields of the workflow's input that are neither sent to a call nor returned. */
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";
import type { ReferenceValue } from "../evaluation.ts";
import { listLeaves } from "./list-leaves.ts";

/** `missing`: names of fields that calls lack. Not using the input's field of that name is the same mistake. */
export function reportUnusedFields(
  workflow: EvaluatedWorkflow,
  missing: ReadonlySet<string>,
  report: Report,
): void {
  const { inputSchema, inputFields, calls, output } = workflow;
  const unused = new Set(Object.keys(inputSchema.properties ?? {}));
  const use = ({ root, path }: ReferenceValue) => {
    if (root !== "input") return;
    const [field] = path;
    if (field === undefined) unused.clear();
    else unused.delete(String(field));
  };
  for (const data of [...calls.map(({ input }) => input), output]) {
    for (const leaf of listLeaves(data)) {
      if (leaf.kind === "reference") use(leaf.reference);
      if (leaf.kind === "text") for (const part of leaf.text.parts) if (typeof part !== "string") use(part);
    }
  }
  // Fields that are not written out share the span of the whole schema.
  const places = new Map<string, { readonly span: Span; readonly fields: string[] }>();
  for (const field of unused) {
    if (missing.has(field)) continue;
    const span = inputFields.get(field);
    if (span === undefined) continue;
    const key = `${span.source.path} ${span.start} ${span.end}`;
    const place = places.get(key) ?? { span, fields: [] };
    place.fields.push(field);
    places.set(key, place);
  }
  for (const { span, fields } of places.values()) report("input-field-unused", span, { fields });
}
