/** Inputs of planned calls for tests: a string such as `$photo.seed` is a reference. */
import { readRecord } from "../../src/graph/dialects/value.ts";
import type { GraphRecord } from "../../src/graph/types.ts";
import type { JsonObject } from "../../src/lib/json.ts";

export function plannedInput(json: JsonObject): GraphRecord {
  return readRecord(json, "input", new Set(), (problem) => {
    throw new Error(problem);
  });
}
