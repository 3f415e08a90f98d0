import type { Json, JsonObject } from "../lib/json.ts";
import type { GraphRecord, GraphValue } from "./types.ts";

/** JSON as a value of a graph, without references: a string is itself, whatever it looks like. As deep as falc lets JSON be. */
export function recordOf(json: JsonObject): GraphRecord {
  return {
    kind: "record",
    fields: new Map(Object.entries(json).map(([key, value]) => [key, valueOf(value)])),
  };
}

export function valueOf(json: Json): GraphValue {
  if (typeof json !== "object" || json === null) return json;
  // A list of JSON is read-only, which `isArray` forgets.
  return Array.isArray(json) ? (json as readonly Json[]).map(valueOf) : recordOf(json as JsonObject);
}
