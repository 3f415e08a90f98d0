/** Replaces references by what a run knows so far: its input and the outputs of finished nodes. */
import { quote } from "../lib/quote.ts";
import { isRecord, isReference } from "../graph/types.ts";
import type { GraphRecord, GraphValue, Reference } from "../graph/types.ts";
import { emptyRecord, isJsonObject } from "../lib/json.ts";
import type { Json, JsonObject } from "../lib/json.ts";

export interface Results {
  readonly input: JsonObject;
  /** By node id. */
  readonly outputs: ReadonlyMap<string, Json>;
}

/** A reference to a missing value. */
export class UnresolvedReference extends Error {
  override readonly name = "UnresolvedReference";
  readonly reference: Reference;
  /** The index of the path's first missing segment, from 0; -1 if the root has no output. */
  readonly segment: number;
  /** The keys that exist there; empty if it is not an object. At most 20. */
  readonly keys: readonly string[];
  /** Whether the parent is a list or an object, as the segment requires. */
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
  const shown = keys.slice(0, MAX_KEYS);
  const more = keys.length > MAX_KEYS ? ", …" : "";
  const has = keys.length === 0 ? "no keys" : `only ${shown.map(quote).join(", ")}${more}`;
  throw new UnresolvedReference(step.reference, step.index, `${before(step)} has ${has}`, {
    keys: shown,
    isKindRight: true,
  });
}

const MAX_KEYS = 20;

function wrongKind(value: Json, expected: string, step: Step): UnresolvedReference {
  const kind =
    value === null
      ? "null"
      : Array.isArray(value)
        ? "an array"
        : isJsonObject(value)
          ? "an object"
          : `a ${typeof value}`;
  return new UnresolvedReference(step.reference, step.index, `${before(step)} is ${kind}, not ${expected}`);
}

/** The part of the reference that had a value. */
function before({ reference, index }: Step): string {
  return describeReference({ ...reference, path: reference.path.slice(0, index) });
}

/** Not `printReference`: that rejects paths outside the grammar, but messages must be able to show any path. */
function describeReference({ root, path }: Reference): string {
  const text = `$${[root, ...path].join(".")}`;
  return /^[\w$./-]{1,200}$/.test(text) ? text : quote(text);
}

function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}
