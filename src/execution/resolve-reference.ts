/** Reads the value behind a reference. */
import type { Reference } from "../graph/types.ts";
import { isJsonObject } from "../lib/json.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import { quote } from "../lib/quote.ts";
import { describeReference, UnresolvedReference } from "./unresolved-reference.ts";

/** What a run knows so far. */
export interface Results {
  readonly input: JsonObject;
  /** By node id. */
  readonly outputs: ReadonlyMap<string, Json>;
}

/** The value, or why there is none. Only own properties count: `$a.constructor` needs a key of that name. */
export function findReference(reference: Reference, results: Results): Json | UnresolvedReference {
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
