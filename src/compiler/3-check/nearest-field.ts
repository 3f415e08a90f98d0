/** Which field of the endpoint was probably meant by one that it does not take. */
import { maxCandidates, type NameCandidate, nearestName } from "../../catalog/nearest-name.ts";
import type { Schema } from "../../catalog/schema.ts";
import { isUrlName } from "../../catalog/url-name.ts";
import { wordsOf } from "../../lib/words.ts";
import type { Data, RecordData } from "../2-evaluate/values.ts";
import { mediaGiven, mediaOf } from "./media.ts";

export interface NearestField {
  readonly name: string;
  readonly wanted: Schema;
}

/**
 * By the name; or, of a file's address, the one field that is needed and is for such a file. Never a field that is sent
 * already. `fitOf` tells whether a value will do for a field.
 */
export function nearestField(
  field: string,
  data: Data,
  { properties = {}, required = [] }: Schema,
  sent: RecordData,
  fitOf: (wanted: Schema, data: Data) => NameCandidate["fit"],
): NearestField | undefined {
  const free = Object.entries(properties)
    .filter(([name]) => !sent.keys.has(name))
    .slice(0, maxCandidates);
  const candidates = free.map(([name, wanted]) => ({
    name,
    fit: fitOf(wanted, data),
    isLikelier: required.includes(name),
  }));
  const name =
    nearestName(field, candidates) ?? onlyForFile(data, candidates) ?? onlyOfWords(field, candidates);
  const wanted = name === undefined ? undefined : properties[name];
  return name === undefined || wanted === undefined ? undefined : { name, wanted };
}

/** `garment_image_url` for `garment_url`: the one that is needed and says all that the name says. */
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

/** They say nothing of what is meant. */
const formWords: ReadonlySet<string> = new Set(["url", "urls", "file", "id"]);

function onlyForFile(data: Data, candidates: readonly NameCandidate[]): string | undefined {
  const media = mediaGiven(data);
  const fitting = candidates.filter(
    ({ name, isLikelier }) => isLikelier === true && isUrlName(name) && mediaOf([name]) === media,
  );
  return media !== undefined && fitting.length === 1 ? fitting[0]?.name : undefined;
}
