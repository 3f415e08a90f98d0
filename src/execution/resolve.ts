/** Replaces references by what a run knows so far: its input and the outputs of finished nodes. */
import { isRecord, isReference } from "../graph/types.ts";
import type { GraphRecord, GraphValue } from "../graph/types.ts";
import { emptyRecord } from "../lib/json.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import { findReference, type Results } from "./resolve-reference.ts";
import { UnresolvedReference } from "./unresolved-reference.ts";

/**
 * The value as JSON. Objects have no prototype, and referenced values are shared, not copied. Only own
 * properties count: `$a.constructor` needs a key of that name. Throws `UnresolvedReference`. Linear in the
 * value and the paths, at any depth.
 */
export function resolveValue(value: GraphValue, results: Results): Json {
  return resolve(value, results, (error) => {
    throw error;
  });
}

/**
 * Like `resolveValue`, for a record, but tolerant: a field with a missing value is left out, and an item of a
 * list becomes null, as JSON does with `undefined`. Each is reported to `report`.
 */
export function resolveKnown(
  record: GraphRecord,
  results: Results,
  report: (error: UnresolvedReference) => void,
): JsonObject {
  // A record resolves to an object.
  return resolve(record, results, report) as JsonObject;
}

function resolve(value: GraphValue, results: Results, report: (error: UnresolvedReference) => void): Json {
  // Each task fills one location. First in, first out, so that keys keep their order.
  let whole: Json = null;
  const tasks: Task[] = [{ value, put: (json) => (whole = json) }];
  for (const task of tasks) {
    if (isReference(task.value)) {
      const found = findReference(task.value, results);
      if (!(found instanceof UnresolvedReference)) task.put(found);
      else {
        report(found);
        task.putNothing?.();
      }
    } else if (isRecord(task.value)) {
      const object = emptyRecord<Json>();
      task.put(object);
      for (const [key, field] of task.value.fields) {
        tasks.push({ value: field, put: (json) => (object[key] = json) });
      }
    } else if (isList(task.value)) {
      const list: Json[] = [];
      task.put(list);
      for (const item of task.value) {
        tasks.push({ value: item, put: (json) => list.push(json), putNothing: () => list.push(null) });
      }
    } else {
      task.put(task.value);
    }
  }
  return whole;
}

/** Like `resolveValue`, for a record. */
export function resolveRecord(record: GraphRecord, results: Results): JsonObject {
  // A record resolves to an object.
  return resolveValue(record, results) as JsonObject;
}

interface Task {
  readonly value: GraphValue;
  readonly put: (json: Json) => void;
  /** Set if the location cannot be left empty. */
  readonly putNothing?: () => void;
}

function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}
