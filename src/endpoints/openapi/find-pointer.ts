import { isJsonObject } from "../../lib/json.ts";

/** What `#/components/schemas/Image` refers to; `undefined` if it does not exist or is outside the document. */
export function findPointer(document: unknown, pointer: string): unknown {
  if (!pointer.startsWith("#/")) return undefined;
  let found = document;
  for (const step of pointer.slice(2).split("/")) {
    const key = parseStep(step);
    const isContainer = isJsonObject(found) || Array.isArray(found);
    if (!isContainer || !Object.hasOwn(found as object, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** `Image%20Size` → `Image Size`, `a~1b` → `a/b`. */
function parseStep(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return step;
  }
}
