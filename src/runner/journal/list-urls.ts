import type { Json } from "../../lib/json.ts";

/** The texts in a value that are addresses on the web, each once. Uses an explicit stack. */
export function listUrls(value: Json): readonly string[] {
  const found = new Set<string>();
  const stack: Json[] = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string") {
      if (/^https?:\/\/\S+$/i.test(next) && URL.canParse(next)) found.add(next);
    } else if (typeof next === "object" && next !== null) {
      for (const inner of Object.values(next)) stack.push(inner as Json);
    }
  }
  return [...found];
}
