/**
 * Finds the name that was probably meant by an unknown one. It may be misspelled or use other words: `image` for
 * `image_url`, `tail_image_url` for `end_image_url`, `aspect_ratio` for `image_size`. The value decides between names
 * that are about equally close.
 */
import { changesBetween, maxChanges } from "./suggest.ts";
import { wordsOf } from "../lib/words.ts";

export interface NameCandidate {
  readonly name: string;
  /**
   * Whether the value that is sent or read fits this candidate. If it never does, the name must match apart from
   * spelling: `image` is not another word for `num_images`.
   */
  readonly fit: "good" | "poor" | "never";
  /** Whether something else favours this candidate: it is required and missing, or the rest of the path fits it. */
  readonly isLikelier?: boolean;
}

/**
 * The minimum likeness, from 0 to 1. Two words that differ in one are not close (`start_image_url` for
 * `end_image_url`); one or two additional words are (`num_inference_steps` for `steps`).
 */
const minLikeness = 0.55;

/** More than any endpoint has fields; the names in a declared one are untrusted. */
export const maxCandidates = 200;
const maxLength = 100;

/** The closest candidate, the first of several; `undefined` if none is close enough. Considers only the first 200. */
export function nearestName(name: string, candidates: readonly NameCandidate[]): string | undefined {
  let best: { readonly name: string; readonly score: number } | undefined;
  for (const candidate of candidates.slice(0, maxCandidates)) {
    const likeness = likenessOf(name, candidate.name, candidate.fit !== "never");
    if (likeness < minLikeness) continue;
    const score =
      likeness + (candidate.fit === "good" ? 0.15 : 0) + (candidate.isLikelier === true ? 0.05 : 0);
    if (best === undefined || score > best.score) best = { name: candidate.name, score };
  }
  return best?.name;
}

/**
 * From 0 to 1: the same words, in any spelling or number, are 1; synonyms almost. `inOtherWords`: whether synonyms
 * count.
 */
function likenessOf(a: string, b: string, inOtherWords: boolean): number {
  if (a.length > maxLength || b.length > maxLength) return 0;
  if (isSameName(a, b)) return 1;
  const spelling = isSpeltAlike(a, b) ? 1 - changesBetween(a, b) / Math.max(a.length, b.length) : 0;
  return inOtherWords ? Math.max(spelling, likenessInWords(a, b)) : spelling;
}

/**
 * Word by word if both have the same number: `start_image_url` and `end_image_url` differ in only a third of their
 * letters.
 */
export function isSpeltAlike(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const pairs = one.length === other.length ? one.map((word, at) => [word, other[at] ?? ""] as const) : [];
  return [[a, b] as const, ...pairs].every(([from, to]) => {
    // `side_b_side`: a word of two letters may have lost one, although a single letter is otherwise not compared.
    const allowed = from.length === 1 && to.length === 2 ? 1 : maxChanges(from);
    return (
      from === to || (Math.abs(from.length - to.length) <= allowed && changesBetween(from, to) <= allowed)
    );
  });
}

/** Words that many different things have in their names. */
export const vagueWords: ReadonlySet<string> = new Set([
  "scale", "size", "type", "format", "mode", "strength", "count", "level", "style", "name", "value", "prompt", "quality",
]); // prettier-ignore

/** `numImages` for `num_image`. */
export function isSameName(a: string, b: string): boolean {
  const words = wordsOf(a).map(singularOf).join();
  return words !== "" && words === wordsOf(b).map(singularOf).join();
}

/** Whether they mean the same in other words: `photo` for `images`, `steps` for `num_inference_steps`. */
export function isSynonymous(a: string, b: string): boolean {
  return Math.max(a.length, b.length) <= maxLength && likenessInWords(a, b) >= minLikeness;
}

/** Whether all their words are synonyms: `tail_image_url` and `end_image_url`. */
export function isSynonym(a: string, b: string): boolean {
  return Math.max(a.length, b.length) <= maxLength && likenessInWords(a, b) >= 0.9;
}

function likenessInWords(a: string, b: string): number {
  const [one, other] = [meaningsOf(a), meaningsOf(b)];
  // "What not to show" never means "what to show", and the size of an image is not the image.
  if (one.has("negative") !== other.has("negative") || headOf(one) !== headOf(other)) return 0;
  const shared = [...one].filter((word) => other.has(word));
  const all = weightOf(one) + weightOf(other);
  return all === 0 ? 0 : (0.95 * 2 * weightOf(shared)) / all;
}

/** They describe the form of a value, not its meaning: `audio` and `audio_file` are almost the same. */
const formWords: ReadonlySet<string> = new Set(["url", "file", "id", "count", "scale", "of", "the", "in"]);

function weightOf(words: Iterable<string>): number {
  let weight = 0;
  for (const word of words) weight += formWords.has(word) ? 0.3 : 1;
  return weight;
}

/**
 * Synonyms in fal's endpoints; the first word of a row represents all. A row exists because two endpoints differ in
 * it, or because fal's own pages name a field by another word than the endpoint.
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

/** The word that the other words describe: `image` in `start_image_url`. */
function headOf(words: ReadonlySet<string>): string | undefined {
  const all = [...words];
  return all.findLast((word) => !formWords.has(word)) ?? all.at(-1);
}

/** In the singular, each word replaced by the first of its synonyms, without duplicates. */
function meaningsOf(name: string): ReadonlySet<string> {
  return new Set(
    wordsOf(name).map((word) => {
      const singular = singularOf(word);
      return meanings.get(word) ?? meanings.get(singular) ?? singular;
    }),
  );
}

/** `images` → `image`, `boxes` → `box`, `categories` → `category`; a singular is unchanged. */
export function singularOf(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}
