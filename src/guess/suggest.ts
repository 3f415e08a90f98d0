import { distance } from "fastest-levenshtein";
import { wordsOf } from "../lib/words.ts";

/**
 * The candidate closest to a mistyped word, or `undefined` if none is close enough (see `maxChanges`). Case
 * is ignored. `suggest("fluxdev", ["flux/dev"])` is `"flux/dev"`. Bounded, because the words are untrusted:
 * no suggestion for words over 100 letters, and only the first 2,000 candidates of similar length are
 * compared.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const allowed = maxChanges(word);
  if (allowed === 0) return undefined;
  let best: string | undefined;
  let bestDistance = allowed + 1;
  let compared = 0;
  const lower = word.toLowerCase();
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    if (++compared > 2_000) break;
    const other = candidate.toLowerCase();
    // Only the same word would be closer.
    if (bestDistance === 1 && other !== lower) continue;
    const away = changes(lower, other);
    if (away < bestDistance) [best, bestDistance] = [candidate, away];
  }
  return best;
}

/** How many letters may differ for a word to count as a misspelling: a third, but two of five; 0 for none. */
export function maxChanges({ length }: string): number {
  // A single letter is one change away from any other.
  if (length < 2 || length > 100) return 0;
  return Math.max(length < 5 ? 1 : 2, Math.floor(length / 3));
}

/**
 * The number of letters that are wrong, missing or extra; two transposed letters (`sede`) count as one. Case
 * is ignored.
 */
export function changesBetween(a: string, b: string): number {
  return changes(a.toLowerCase(), b.toLowerCase());
}

function changes(a: string, b: string): number {
  const away = distance(a, b);
  return away === 2 && isTransposed(a, b) ? 1 : away;
}

function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/**
 * Whether the word can only be a typing mistake: the same letters with different dashes, capitals or word
 * order, or at most one wrong letter per word (two from eight letters on). Digits must match: `v2.5` is not
 * `v2.6`. Anything further away may be offered as a question, but is never written into code.
 */
export function isMisspelling(word: string, meant: string): boolean {
  if (word.length > 150 || meant.length > 150) return false;
  const [one, other] = [wordsOf(word), wordsOf(meant)];
  if (one.join("") === other.join("") || [...one].sort().join() === [...other].sort().join()) return true;
  if (digitsOf(word) !== digitsOf(meant)) return false;
  if (one.length === other.length) return one.every((each, at) => isSlip(each, other[at] ?? ""));
  return isSlip(one.join(""), other.join(""));
}

function isSlip(word: string, meant: string): boolean {
  const length = Math.max(word.length, meant.length);
  const allowed = length < 3 ? 0 : length < 8 ? 1 : 2;
  return changesBetween(word, meant) <= allowed;
}

function digitsOf(word: string): string {
  return word.replace(/\D+/g, " ").trim();
}
