/**
 * Which name was probably meant by one that is not there. A name is mistyped, or said in other words: `image` for
 * `image_url`, `tail_image_url` for `end_image_url`, `aspect_ratio` for `image_size`. What the value is decides between
 * names that are about as near.
 */
import { changesBetween, maxChanges } from "../lib/suggest.ts";
import { wordsOf } from "../lib/words.ts";

export interface NameCandidate {
  readonly name: string;
  /**
   * Whether what is sent, or what is read from it, will do for this one. Where it never can, the name has to be the same
   * but for its spelling: `image` is not another word for `num_images`.
   */
  readonly fit: "good" | "poor" | "never";
  /** Whether something else speaks for this one: it is needed and not there, or what is read fits it as it stands. */
  readonly isLikelier?: boolean;
}

/**
 * How much a candidate has to be like the name, from 0 to 1. Two words of which one is another are not near
 * (`start_image_url` for `end_image_url`); one word, or two, more are (`num_inference_steps` for `steps`).
 */
const leastLikeness = 0.55;

/** More than any endpoint has fields; the names of a declared one are anybody's. */
export const maxCandidates = 200;
const maxLength = 100;

/** The nearest, of equals the first; `undefined` when none is near enough. Only of the first 200 candidates. */
export function nearestName(name: string, candidates: readonly NameCandidate[]): string | undefined {
  let best: { readonly name: string; readonly score: number } | undefined;
  for (const candidate of candidates.slice(0, maxCandidates)) {
    const likeness = likenessOf(name, candidate.name, candidate.fit !== "never");
    if (likeness < leastLikeness) continue;
    const score =
      likeness + (candidate.fit === "good" ? 0.15 : 0) + (candidate.isLikelier === true ? 0.05 : 0);
    if (best === undefined || score > best.score) best = { name: candidate.name, score };
  }
  return best?.name;
}

/**
 * From 0 to 1: the same words, however written and in whatever number, are 1; in other words nearly so. `inOtherWords`:
 * whether these count.
 */
function likenessOf(a: string, b: string, inOtherWords: boolean): number {
  if (a.length > maxLength || b.length > maxLength) return 0;
  if (isSameName(a, b)) return 1;
  const spelling = isSpeltAlike(a, b) ? 1 - changesBetween(a, b) / Math.max(a.length, b.length) : 0;
  return inOtherWords ? Math.max(spelling, likenessInWords(a, b)) : spelling;
}

/** Word by word where there are as many: `start_image_url` and `end_image_url` differ in a third of their letters only. */
export function isSpeltAlike(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const pairs = one.length === other.length ? one.map((word, at) => [word, other[at] ?? ""] as const) : [];
  return [[a, b] as const, ...pairs].every(([from, to]) => {
    // `side_b_side`: of a word of two letters one may be left, which is no word to look others up for.
    const most = from.length === 1 && to.length === 2 ? 1 : maxChanges(from);
    return from === to || (Math.abs(from.length - to.length) <= most && changesBetween(from, to) <= most);
  });
}

/** `numImages` for `num_image`. */
export function isSameName(a: string, b: string): boolean {
  const words = wordsOf(a).map(singularOf).join();
  return words !== "" && words === wordsOf(b).map(singularOf).join();
}

/** Whether they say the same in other words: `photo` for `images`, `steps` for `num_inference_steps`. */
export function isSaidAlike(a: string, b: string): boolean {
  return Math.max(a.length, b.length) <= maxLength && likenessInWords(a, b) >= leastLikeness;
}

/** Whether all their words are others for the same: `tail_image_url` and `end_image_url`. */
export function isSynonym(a: string, b: string): boolean {
  return Math.max(a.length, b.length) <= maxLength && likenessInWords(a, b) >= 0.9;
}

function likenessInWords(a: string, b: string): number {
  const [one, other] = [meaningsOf(a), meaningsOf(b)];
  // "What not to show" is never meant by "what to show", nor the size of an image by the image.
  if (one.has("negative") !== other.has("negative") || headOf(one) !== headOf(other)) return 0;
  const shared = [...one].filter((word) => other.has(word));
  const all = weightOf(one) + weightOf(other);
  return all === 0 ? 0 : (0.95 * 2 * weightOf(shared)) / all;
}

/** They tell of what form a value has, and not what it is: `audio` and `audio_file` are about as near as can be. */
const formWords: ReadonlySet<string> = new Set(["url", "file", "id", "count", "scale", "of", "the", "in"]);

function weightOf(words: Iterable<string>): number {
  let weight = 0;
  for (const word of words) weight += formWords.has(word) ? 0.3 : 1;
  return weight;
}

/**
 * Words that fal's endpoints use for one thing, the first of a row standing for all. A row is there because two endpoints
 * differ in it, or because fal's own pages name a field by a word that the endpoint does not.
 */
const synonyms: readonly (readonly [string, ...string[]])[] = [
  ["image", "photo", "picture", "img", "frame"],
  ["video", "clip", "movie", "movies", "film"],
  ["audio", "sound", "music", "song", "speech"],
  ["mesh", "glb"],
  ["start", "first", "head", "begin"],
  ["end", "last", "tail", "final"],
  ["url", "uri", "link", "href", "src"],
  ["count", "num", "number", "n", "amount"],
  ["size", "ratio", "aspect", "dimension", "resolution"],
  ["duration", "length", "second"],
  ["text", "prompt", "caption"],
  ["output", "result", "response", "answer", "completion", "content"],
  ["language", "lang", "locale"],
  ["negative", "neg"],
  ["guidance", "cfg"],
  ["format", "extension", "type"],
];

const meanings: ReadonlyMap<string, string> = new Map(
  synonyms.flatMap(([first, ...others]) => others.map((word) => [word, first] as const)),
);

/** What it is that the other words describe: `image` of `start_image_url`. */
function headOf(words: ReadonlySet<string>): string | undefined {
  const all = [...words];
  return all.findLast((word) => !formWords.has(word)) ?? all.at(-1);
}

/** In the singular, each word as the first of its synonyms; one that is there twice counts once. */
function meaningsOf(name: string): ReadonlySet<string> {
  return new Set(
    wordsOf(name).map((word) => {
      const singular = singularOf(word);
      return meanings.get(word) ?? meanings.get(singular) ?? singular;
    }),
  );
}

/** `images` → `image`, `boxes` → `box`, `categories` → `category`; what is singular already stays. */
export function singularOf(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
