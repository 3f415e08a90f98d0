/**
 * What a call receives and what a workflow returns, copied independently from the values: the result of the snapshot
 * stage is compared with it, by way of the artifact.
 */
import type { Value } from "../2-evaluate/values/values.ts";

/** Leaves keep the identity of the value, which leads back to its expressions. */
export type Sent =
  | { readonly kind: "leaf"; readonly value: Value }
  | { readonly kind: "list"; readonly value: Value; readonly items: readonly Sent[] }
  | { readonly kind: "record"; readonly value: Value; readonly fields: ReadonlyMap<string, Sent> };

/** Deeper than what compiles; a circular value ends here. */
const maxDepth = 110;

export function copySent(value: Value, depth = 0): Sent {
  if (depth > maxDepth) return { kind: "leaf", value };
  if (value.kind === "array") {
    const items = Array.from(value.elements, (element) => copySent(element ?? undefinedLeaf, depth + 1));
    return { kind: "list", value, items };
  }
  if (value.kind !== "object") return { kind: "leaf", value };
  const fields = Object.entries(value.fields).map(
    ([key, field]) => [key, copySent(field, depth + 1)] as const,
  );
  return { kind: "record", value, fields: new Map(fields) };
}

const undefinedLeaf: Value = { kind: "known", value: undefined };

/** Undefined fields are omitted, as in JSON. */
export function isLeftOut(sent: Sent): boolean {
  return sent.kind === "leaf" && sent.value.kind === "known" && sent.value.value === undefined;
}
