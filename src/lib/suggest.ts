import { distance } from "fastest-levenshtein";

/**
 * The candidate nearest to a mistyped word, or `undefined` when none is near enough to be worth a guess:
 * at most a third of the word's letters may differ, but two of five, since two transposed letters (`stesp`) count as two.
 * Case is ignored. `suggest("fluxdev", ["flux/dev"])` is `"flux/dev"`. Bounded, because the words are a stranger's: none
 * for words over 100 letters, and the first 2,000 candidates of about the same length.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  // A single letter is one change away from every other.
  if (word.length < 2 || word.length > 100) return undefined;
  const limit = Math.max(word.length < 5 ? 1 : 2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    if (++compared > 2_000) break;
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
}
