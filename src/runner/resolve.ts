/** Puts what a run knows so far, its input and the outputs of finished nodes, in place of references. */
import { quote } from "../graph/quote.ts";
import { isRecord, isReference } from "../graph/types.ts";
import type { GraphRecord, GraphValue, Reference } from "../graph/types.ts";
import { emptyRecord, isJsonObject } from "../lib/json.ts";
import type { Json, JsonObject } from "../lib/json.ts";

export interface Results {
  readonly input: JsonObject;
  /** By node id. */
  readonly outputs: ReadonlyMap<string, Json>;
}

/** A reference leads to nothing. */
export class UnresolvedReference extends Error {
  override readonly name = "UnresolvedReference";
  readonly reference: Reference;
  /** The path's segment that was not there, from 0; -1 when the root has no output. */
  readonly segment: number;
  /** The keys that were there instead; empty when it was no object. At most 20. */
  readonly keys: readonly string[];
  /** Whether it was a list, or an object, as the segment needs it. */
  readonly isKindRight: boolean;

  constructor(
    reference: Reference,
    segment: number,
    reason: string,
    { keys = [], isKindRight = false }: { keys?: readonly string[]; isKindRight?: boolean } = {},
  ) {
    super(`${describeReference(reference)} has no value: ${reason}`);
    this.reference = reference;
    this.segment = segment;
    this.keys = keys;
    this.isKindRight = isKindRight;
  }
}

/**
 * The value as JSON. Objects have no prototype, and what references point to is shared, not copied. Only own
 * properties count: `$a.constructor` needs a key of that name. Throws `UnresolvedReference`. Takes time in proportion
 * to the value and the paths, and works at any depth.
 */
export function resolveValue(value: GraphValue, results: Results): Json {
  return resolve(value, results, (error) => {
    throw error;
  });
}

/**
 * As `resolveValue`, for a record, with what can be had: a field whose reference leads to nothing is left out, and an item
 * of a list is null, as JSON does it with `undefined`. `report` is told of each.
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
  // Each task fills one place. First in, first out, so that keys keep their order.
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

/** As `resolveValue`, for a record. */
export function resolveRecord(record: GraphRecord, results: Results): JsonObject {
  // A record resolves to an object.
  return resolveValue(record, results) as JsonObject;
}

interface Task {
  readonly value: GraphValue;
  readonly put: (json: Json) => void;
  /** Where a place cannot just stay empty. */
  readonly putNothing?: () => void;
}

function findReference(reference: Reference, results: Results): Json | UnresolvedReference {
  try {
    return resolveReference(reference, results);
  } catch (error) {
    if (error instanceof UnresolvedReference) return error;
    throw error;
  }
}

function resolveReference(reference: Reference, results: Results): Json {
  const { root, path } = reference;
  const start = root === "input" ? results.input : results.outputs.get(root);
  if (start === undefined) throw new UnresolvedReference(reference, -1, `${quote(root)} has no output`);
  let current: Json = start;
  path.forEach((segment, index) => {
    const step: Step = { reference, index };
    current = typeof segment === "number" ? itemOf(current, segment, step) : fieldOf(current, segment, step);
  });
  return current;
}

interface Step {
  readonly reference: Reference;
  readonly index: number;
}

function itemOf(value: Json, index: number, step: Step): Json {
  if (!Array.isArray(value)) throw wrongKind(value, "an array", step);
  // `Array.isArray` loses the element type of a readonly array.
  const item = (value as readonly Json[])[index];
  if (item !== undefined) return item;
  const count = value.length === 1 ? "1 element" : `${value.length} elements`;
  throw new UnresolvedReference(
    step.reference,
    step.index,
    `${before(step)} is an array of ${count}, counted from 0`,
    { isKindRight: true },
  );
}

function fieldOf(value: Json, key: string, step: Step): Json {
  if (!isJsonObject(value)) throw wrongKind(value, "an object", step);
  const field = Object.hasOwn(value, key) ? value[key] : undefined;
  if (field !== undefined) return field;
  const keys = Object.keys(value);
  const shown = keys.slice(0, MOST_KEYS);
  const more = keys.length > MOST_KEYS ? ", …" : "";
  const has = keys.length === 0 ? "no keys" : `only ${shown.map(quote).join(", ")}${more}`;
  throw new UnresolvedReference(step.reference, step.index, `${before(step)} has ${has}`, {
    keys: shown,
    isKindRight: true,
  });
}

const MOST_KEYS = 20;

function wrongKind(value: Json, wanted: string, step: Step): UnresolvedReference {
  const kind =
    value === null
      ? "null"
      : Array.isArray(value)
        ? "an array"
        : isJsonObject(value)
          ? "an object"
          : `a ${typeof value}`;
  return new UnresolvedReference(step.reference, step.index, `${before(step)} is ${kind}, not ${wanted}`);
}

/** The part of the reference that did have a value. */
function before({ reference, index }: Step): string {
  return describeReference({ ...reference, path: reference.path.slice(0, index) });
}

/** Not `printReference`: that refuses paths the grammar cannot say, and here any path must be shown. */
function describeReference({ root, path }: Reference): string {
  const text = `$${[root, ...path].join(".")}`;
  return /^[\w$./-]{1,200}$/.test(text) ? text : quote(text);
}

function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}
