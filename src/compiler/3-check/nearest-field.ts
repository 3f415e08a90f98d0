/** Finds the endpoint's field that was probably meant by an unknown one. */
import { allowedValues } from "../../schema/allowed-values.ts";
import {
  isSynonymous,
  isSameName,
  isSynonym,
  maxCandidates,
  type NameCandidate,
  nearestName,
  vagueWords,
} from "../../guess/nearest-name.ts";
import { meantValue } from "../../guess/nearest-value.ts";
import { isMisspelling } from "../../guess/suggest.ts";
import type { Schema } from "../../schema/schema.ts";
import { isUrlName } from "../../schema/url-name.ts";
import { wordsOf } from "../../lib/words.ts";
import type { Data, RecordData } from "../evaluation.ts";
import { mediaGiven, mediaOf } from "./media.ts";

export interface NearestField {
  readonly name: string;
  readonly expected: Schema;
  /**
   * Whether it can be written into code: a synonym, or a misspelling. It does not count as a misspelling if other
   * endpoints have a field of that very name: `speed` is not a misspelling of `seed`.
   */
  readonly certainty: "sure" | "unless-used" | "guess";
}

/**
 * By name; or, for a file's URL, the only required field for such a file. Never a field that is already sent. `fitOf`
 * tells whether the value fits a field.
 */
export function nearestField(
  field: string,
  data: Data,
  { properties = {}, required = [] }: Schema,
  sent: RecordData,
  fitOf: (expected: Schema, data: Data) => NameCandidate["fit"],
): NearestField | undefined {
  const free = Object.entries(properties)
    .filter(([name]) => !sent.keys.has(name))
    .slice(0, maxCandidates);
  const candidates = free.map(([name, expected]) => ({
    name,
    fit: fitOf(expected, data),
    isLikelier: required.includes(name),
  }));
  const needed =
    onlyForFile(data, candidates) ?? onlyOfWords(field, candidates) ?? onlyLonger(field, candidates);
  const name = nearestName(field, candidates) ?? needed;
  const found = candidates.find((each) => each.name === name);
  const expected = name === undefined ? undefined : properties[name];
  if (name === undefined || expected === undefined) return undefined;
  return { name, expected, certainty: name === needed ? "sure" : certaintyOf(field, data, expected, found) };
}

function certaintyOf(
  field: string,
  data: Data,
  expected: Schema,
  candidate: NameCandidate | undefined,
): NearestField["certainty"] {
  if (candidate === undefined) return "guess";
  const { name, fit, isLikelier = false } = candidate;
  if (isSameName(field, name)) return "sure";
  if (isMisspelling(field, name)) return "unless-used";
  if (fit === "never" || !isSynonymous(field, name)) return "guess";
  const isChosen = data.kind === "literal" && meantValue(data.value, allowedValues(expected)) !== undefined;
  return isLikelier || isChosen || isSynonym(field, name) ? "sure" : "unless-used";
}

/** `garment_image_url` for `garment_url`: the only required field whose name contains all its words. */
function onlyOfWords(field: string, candidates: readonly NameCandidate[]): string | undefined {
  const own = wordsOf(field).filter((word) => !formWords.has(word));
  const fitting = candidates.filter(({ name, fit, isLikelier }) => {
    const words = wordsOf(name);
    return (
      isLikelier === true && fit === "good" && own.length > 0 && own.every((word) => words.includes(word))
    );
  });
  return fitting.length === 1 ? fitting[0]?.name : undefined;
}

/**
 * `num_inference_steps` for `steps`, `guidance_scale` for `guidance`: the only field whose name ends in these words.
 */
function onlyLonger(field: string, candidates: readonly NameCandidate[]): string | undefined {
  const own = wordsOf(field);
  if (own.every((word) => formWords.has(word) || vagueWords.has(word))) return undefined;
  const longer = candidates.filter(({ name, fit }) => {
    const all = wordsOf(name);
    const words = all.slice(0, all.findLastIndex((word) => !formWords.has(word) && word !== "scale") + 1);
    return fit === "good" && own.length < all.length && own.join() === words.slice(-own.length).join();
  });
  return longer.length === 1 ? longer[0]?.name : undefined;
}

/** They do not say what is meant. */
const formWords: ReadonlySet<string> = new Set(["url", "urls", "file", "id"]);

function onlyForFile(data: Data, candidates: readonly NameCandidate[]): string | undefined {
  const media = mediaGiven(data);
  const fitting = candidates.filter(
    ({ name, isLikelier }) => isLikelier === true && isUrlName(name) && mediaOf([name]) === media,
  );
  return media !== undefined && fitting.length === 1 ? fitting[0]?.name : undefined;
}
