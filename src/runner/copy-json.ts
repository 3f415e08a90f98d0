import { emptyRecord, isPlainObject } from "../lib/json.ts";
import type { Json } from "../lib/json.ts";

type Path = readonly (string | number)[];

/**
 * A deep copy whose objects have no prototype, so that only own keys such as `constructor` are found.
 * `undefined` fields are dropped, as in JSON. Anything that is not JSON (functions, NaN, files), or is nested
 * deeper than 200 levels, is reported and becomes `null`.
 */
export function copyJson(
  value: unknown,
  report: (path: Path, problem: string) => void,
  path: Path = [],
): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (path.length >= MAX_DEPTH && typeof value === "object") {
    report(path.slice(0, 3), `is nested deeper than ${MAX_DEPTH} levels`);
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => copyJson(item, report, [...path, index]));
  }
  if (isPlainObject(value)) {
    const copy = emptyRecord<Json>();
    for (const [key, field] of Object.entries(value)) {
      if (field !== undefined) copy[key] = copyJson(field, report, [...path, key]);
    }
    return copy;
  }
  report(path, "is not a JSON value");
  return null;
}

const MAX_DEPTH = 200;
