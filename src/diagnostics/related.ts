/** Related codes, for readers who looked up the wrong one. */
import type { DiagnosticCode } from "./diagnostic.ts";

const topics: readonly (readonly DiagnosticCode[])[] = [
  ["condition-unknown", "operator-on-reference", "method-on-reference", "loop-unknown", "spread-unknown", "key-unknown", "optional-unknown"],
  ["spread-unknown", "whole-optional", "key-order-unknown", "input-optional"],
  ["await-missing", "promise-unsupported", "promise-not-awaited", "order-unknown", "thenable-awaited"],
  ["import-not-found", "import-outside-project", "import-package", "import-json-invalid", "export-not-found", "module-unsupported", "assign-import"],
  ["workflow-missing", "workflow-ending", "workflow-not-function", "workflow-not-async", "workflow-parameters", "return-missing", "return-not-object", "no-model-call", "model-call-outside"],
  ["input-untyped", "input-type-unsupported", "input-not-object", "input-field-name"],
  ["input-optional", "input-default-differs", "input-default-in-comment", "input-default-invalid", "input-default-impure"],
  ["schema-method", "schema-callback", "schema-inexact", "schema-changed-later", "schema-invalid"],
  ["text-not-string", "text-type-unknown", "string-starts-with-dollar", "conversion-unsupported", "value-not-json", "bigint-unsupported"],
  ["model-id-unknown", "model-id-invalid", "endpoint-unknown", "declaration-differs", "model-input"],
  ["declaration-differs", "field-unknown", "path-missing"],
  ["model-options", "id-invalid", "id-duplicate", "after-missing"],
  ["after-missing", "result-unused", "order-unknown"],
  ["path-missing", "path-index", "path-beyond-count", "path-into-text", "path-key", "key-unsupported", "property-of-nothing"],
  ["result-optional", "input-optional", "optional-unknown", "path-missing"],
  ["result-envelope", "path-missing", "endpoint-unknown"],
  ["result-unused", "promise-not-awaited", "input-field-unused"],
  ["field-unknown", "field-undescribed", "field-missing", "field-value", "field-range", "field-type", "field-null", "field-reference", "field-uncertain", "field-media", "field-unit", "model-input"],
  ["reference-in-text", "string-starts-with-dollar", "text-not-string"],
  ["workflow-name", "workflow-missing", "id-invalid"],
  ["class-unsupported", "new-unsupported", "accessor-unsupported", "generator-unsupported", "method-apart"],
  ["global-unsupported", "method-unsupported", "outside-effect", "import-package", "new-unsupported"],
  ["state-outlives-call", "order-unknown", "input-default-impure"],
  ["name-unknown", "name-before-definition", "assign-constant", "assign-import", "declaration-unsupported"],
  ["syntax-error", "syntax-unsupported", "source-too-deep"],
  ["thrown", "program-throws", "try-unsupported", "call-unknown", "property-of-nothing", "evaluation-limit"],
  ["comparison-unsupported", "conversion-unsupported", "operator-on-reference"],
  ["artifact-outdated", "artifact-without-workflow", "workflow-missing"],
  ["type-error", "field-type", "field-unknown", "path-missing"],
  ["saved-output", "saved-input-type", "saved-input-default"],
]; // prettier-ignore

/** In the order of the topics, without the code itself; at least one. */
export function relatedTo(code: DiagnosticCode): readonly DiagnosticCode[] {
  const related = new Set(topics.filter((topic) => topic.includes(code)).flat());
  related.delete(code);
  return [...related];
}
