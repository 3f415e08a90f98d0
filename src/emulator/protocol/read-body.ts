/** The JSON of a request. */
import type { Json } from "../../lib/json.ts";

/** Deeper input is rejected here, so that later code may recurse. Python's JSON parser stops near 1000. */
const MAX_DEPTH = 500;

/** The parsed body, `{}` if it is empty, or `undefined` if it is not JSON or nested deeper than 500 levels. */
export async function readBody(request: { text(): Promise<string> }): Promise<Json | undefined> {
  const text = await request.text();
  if (text.trim() === "") return {};
  try {
    const body = JSON.parse(text) as Json; // JSON.parse returns nothing else
    return isDeep(body) ? undefined : body;
  } catch {
    return undefined;
  }
}

/** Level by level: recursion would overflow on exactly this input. */
function isDeep(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
  }
  return false;
}
