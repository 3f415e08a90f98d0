/** Which field of the endpoint was probably meant by one that it does not take. */
import { mostCandidates, type NameCandidate, nearestName } from "../../catalog/nearest-name.ts";
import type { Schema } from "../../catalog/schema.ts";
import { isUrlName } from "../../catalog/url-name.ts";
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
  { properties = {}, required = [] }: Schema,
  sent: RecordData,
  fitOf: (wanted: Schema, data: Data) => NameCandidate["fit"],
): NearestField | undefined {
  const data = sent.fields.get(field);
  if (data === undefined) return undefined;
  const free = Object.entries(properties)
    .filter(([name]) => !sent.fields.has(name))
    .slice(0, mostCandidates);
  const candidates = free.map(([name, wanted]) => ({
    name,
    fit: fitOf(wanted, data),
    isLikelier: required.includes(name),
  }));
  const name = nearestName(field, candidates) ?? onlyForFile(data, candidates);
  const wanted = name === undefined ? undefined : properties[name];
  return name === undefined || wanted === undefined ? undefined : { name, wanted };
}

function onlyForFile(data: Data, candidates: readonly NameCandidate[]): string | undefined {
  const media = mediaGiven(data);
  const fitting = candidates.filter(
    ({ name, isLikelier }) => isLikelier === true && isUrlName(name) && mediaOf([name]) === media,
  );
  return media !== undefined && fitting.length === 1 ? fitting[0]?.name : undefined;
}
