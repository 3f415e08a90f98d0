import { listFields } from "./list-fields.ts";
import { stepInto } from "./path.ts";
import type { Schema } from "./schema.ts";

/**
 * The fields of one schema that the other certainly lacks, as paths: `["images", 0, "url"]`. Fields inside a missing
 * field are not listed. A schema that leaves its fields open lacks none.
 */
export function listUnknownFields(schema: Schema, known: Schema): readonly (readonly (string | number)[])[] {
  const unknown: (readonly (string | number)[])[] = [];
  for (const { path } of listFields(schema)) {
    const isInside = unknown.some((outer) => outer.every((step, index) => path[index] === step));
    if (!isInside && isMissing(path, known)) unknown.push(path);
  }
  return unknown;
}

function isMissing(path: readonly (string | number)[], known: Schema): boolean {
  let schema: Schema | undefined = known;
  for (const step of path) {
    const found = stepInto(schema, step);
    if (found.kind !== "found") return found.kind === "missing";
    schema = found.schema;
  }
  return false;
}
