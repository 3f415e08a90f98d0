import { canonicalJson } from "../../lib/canonical-json.ts";
import type { JsonObject } from "../../lib/json.ts";
import { byContent, type ContentOf } from "./call-key.ts";
import type { KnownCall } from "./ledger.ts";

/** Why a call is paid for whose source says so. */
export const becauseOfSource = "reuse: false";

/**
 * Why a call is paid for although its node ran before: `prompt changed`. A clause; `previous` is the last call of the
 * node, `undefined` if there was none.
 */
export function whyPaid(
  { endpoint, input, key }: { readonly endpoint: string; readonly input: JsonObject; readonly key: string },
  previous: KnownCall | undefined,
  contentOf: ContentOf,
): string {
  if (previous === undefined) return "never held";
  if (previous.key === key)
    return previous.state.kind === "failed"
      ? `failed before: ${previous.state.failure.message}`
      : "one more equal call";
  if (previous.endpoint !== endpoint) return `the model changed, it was ${previous.endpoint}`;
  const changed = changedFields(previous.input, input, contentOf);
  return changed.length === 0 ? "never held" : `${changed.join(", ")} changed`;
}

/** Fields of an input that differ, in the order of the new one. */
export function changedFields(before: JsonObject, now: JsonObject, contentOf: ContentOf): readonly string[] {
  const print = (input: JsonObject, field: string) =>
    Object.hasOwn(input, field) ? canonicalJson(byContent(input[field] ?? null, contentOf)) : undefined;
  const fields = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...fields].filter((field) => print(before, field) !== print(now, field));
}
