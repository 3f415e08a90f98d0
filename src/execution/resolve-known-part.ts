/** Replaces the references whose values are known already, and leaves the others as they are. */
import { valueOf } from "../graph/record-of.ts";
import { type GraphRecord, type GraphValue, isRecord, isReference } from "../graph/types.ts";
import { findReference, type Results } from "./resolve-reference.ts";
import { UnresolvedReference } from "./unresolved-reference.ts";

/** For a plan: what a node will be sent, as far as its run has not begun. `results`: the input, and outputs that are held. */
export function resolveKnownPart(record: GraphRecord, results: Results): GraphRecord {
  const fields = [...record.fields].map(([key, value]) => [key, resolve(value, results)] as const);
  return { kind: "record", fields: new Map(fields) };
}

function resolve(value: GraphValue, results: Results): GraphValue {
  if (isReference(value)) {
    const found = findReference(value, results);
    return found instanceof UnresolvedReference ? value : valueOf(found);
  }
  if (isRecord(value)) return resolveKnownPart(value, results);
  return Array.isArray(value)
    ? (value as readonly GraphValue[]).map((item) => resolve(item, results))
    : value;
}
