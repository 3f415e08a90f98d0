/** Which endpoint was probably meant by an id that the catalogue does not know. */
import { suggest } from "../lib/suggest.ts";
import { wordsOf } from "../lib/words.ts";

/**
 * A mistyped id, or the only one that says the same words in another way: `flux/dev` for `fal-ai/flux/dev`. `undefined`
 * when none is near. Cost: linear in the ids.
 */
export function nearestEndpoint(id: string, ids: readonly string[]): string | undefined {
  const spelt = suggest(id, ids);
  if (spelt !== undefined || id.length > 100) return spelt;
  const wanted = wordsOfApp(id);
  const [same, ...others] = ids.filter((other) => wordsOfApp(other) === wanted);
  return others.length === 0 ? same : undefined;
}

/** Sorted. Without fal's own name, which is left out as often as not. */
function wordsOfApp(id: string): string {
  return [...wordsOf(id.replace(/^fal-ai\//, ""))].sort().join(" ");
}
