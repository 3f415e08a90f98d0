/**
 * Values of a graph and their JSON, in which a string that is exactly `"$photo.images.0.url"` is a reference.
 * Every dialect of fal's workflow documents writes values this way.
 */
import { emptyRecord } from "../../lib/json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { quote } from "../../lib/quote.ts";
import { InvalidReference, parseReference, printReference } from "../reference.ts";
import { isRecord, isReference } from "../types.ts";
import type { GraphRecord, GraphValue } from "../types.ts";

/** The maximum nesting of lists and objects. Real documents need about five levels. */
export const MAX_DEPTH = 200;

/**
 * The graph value for a JSON value. `ids` are the graph's node ids, for references whose root contains dots.
 * A problem is reported with its location, `input.tracks[0].url`, and the value becomes `null`.
 */
function readValue(
  json: Json,
  place: string,
  ids: ReadonlySet<string>,
  report: (problem: string) => void,
  depth = 0,
): GraphValue {
  if (typeof json === "string") {
    try {
      return parseReference(json, ids) ?? json;
    } catch (error) {
      if (!(error instanceof InvalidReference)) throw error;
      report(`${place}: ${error.message}`);
      return null;
    }
  }
  if (typeof json !== "object" || json === null) return json;
  if (depth >= MAX_DEPTH) {
    report(`${place.slice(0, 80)}…: is nested deeper than ${MAX_DEPTH} levels`);
    return null;
  }
  if (isList(json)) {
    return json.map((item, index) => readValue(item, `${place}[${index}]`, ids, report, depth + 1));
  }
  return readRecord(json, place, ids, report, depth);
}

/** Like `readValue`, for an object. */
export function readRecord(
  json: JsonObject,
  place: string,
  ids: ReadonlySet<string>,
  report: (problem: string) => void,
  depth = 0,
): GraphRecord {
  const fields = new Map<string, GraphValue>();
  for (const [key, value] of Object.entries(json)) {
    fields.set(key, readValue(value, `${place}.${printKey(key)}`, ids, report, depth + 1));
  }
  return { kind: "record", fields };
}

/**
 * The JSON of a value. Throws for a literal string that starts with `$`, for which fal has no escape, and for
 * a value nested deeper than `MAX_DEPTH`: whoever built the graph has to refuse both.
 */
export function writeValue(value: GraphValue, depth = 0): Json {
  if (typeof value === "string") {
    if (value.startsWith("$"))
      throw new Error(`falc: the literal ${quote(value)} would be read as a reference`);
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (isReference(value)) return printReference(value);
  if (depth >= MAX_DEPTH) throw new Error(`falc: a value is nested deeper than ${MAX_DEPTH} levels`);
  return isRecord(value) ? writeRecord(value, depth) : value.map((item) => writeValue(item, depth + 1));
}

/** Like `writeValue`, for a record. */
export function writeRecord(record: GraphRecord, depth = 0): JsonObject {
  const json = emptyRecord<Json>();
  for (const [key, value] of record.fields) json[key] = writeValue(value, depth + 1);
  return json;
}

/** `Array.isArray` does not narrow a union with a readonly array. */
function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function printKey(key: string): string {
  return /^\w{1,80}$/.test(key) ? key : quote(key);
}
