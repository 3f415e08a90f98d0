/**
 * Inputs that pass every type and are probably mistakes: a video's URL for a picture's, seconds for milliseconds.
 * Judged by names and descriptions, so these are warnings.
 */
import { countsMilliseconds } from "../../schema/counts-milliseconds.ts";
import type { Schema } from "../../schema/schema.ts";
import { stepInto } from "../../schema/path.ts";
import { isUrlName } from "../../schema/url-name.ts";
import type { Data, RecordData } from "../evaluation.ts";
import { type DataPlace, fieldName } from "./data-place.ts";
import { canServe, type Media, mediaGiven, mediaOf, offersBoth } from "./media.ts";

export type Doubt =
  | { readonly kind: "media"; readonly place: DataPlace; readonly given: Media; readonly expected: Media }
  /** `milliseconds`: what was probably meant, if known. */
  | { readonly kind: "unit"; readonly place: DataPlace; readonly milliseconds: number | undefined };

export function findDoubts(schema: Schema, sent: RecordData): readonly Doubt[] {
  const doubts: Doubt[] = [];
  visit({ data: sent, path: [], owner: undefined }, schema, (place, expected) => {
    const doubt = doubtMedia(place, expected) ?? doubtUnit(place, expected);
    if (doubt !== undefined) doubts.push(doubt);
  });
  return doubts;
}

/** Every leaf value, with its schema. Never deeper than data can be. */
function visit(
  place: DataPlace,
  schema: Schema | undefined,
  tell: (place: DataPlace, schema: Schema) => void,
): void {
  const { data, path } = place;
  const enter = (child: Data, step: string | number) => {
    const found = stepInto(schema, step);
    const inner = found.kind === "found" ? found.schema : undefined;
    if (data.kind === "list" || data.kind === "record")
      visit({ data: child, path: [...path, step], owner: data }, inner, tell);
  };
  if (data.kind === "list") data.items.forEach(enter);
  else if (data.kind === "record") data.fields.forEach(enter);
  else if (schema !== undefined) tell(place, schema);
}

function doubtMedia(place: DataPlace, { description = "" }: Schema): Doubt | undefined {
  const field = fieldName(place);
  const expected = isUrlName(field) ? mediaOf([field]) : undefined;
  const given = mediaGiven(place.data);
  if (expected === undefined || given === undefined || canServe(given, expected)) return undefined;
  return offersBoth(description, given, expected) ? undefined : { kind: "media", place, given, expected };
}

/** No part of a video or song is shorter; other durations in milliseconds (an attack, a release) may well be. */
const minMilliseconds = 100;

function doubtUnit(place: DataPlace, expected: Schema): Doubt | undefined {
  if (!countsMilliseconds(fieldName(place), expected)) return undefined;
  const { data } = place;
  if (data.kind === "literal" && typeof data.value === "number") {
    const isShort = data.value > 0 && data.value < minMilliseconds;
    return isShort ? { kind: "unit", place, milliseconds: Math.round(data.value * 1000) } : undefined;
  }
  if (data.kind !== "reference") return undefined;
  const { path, schema } = data.reference;
  const name = path.findLast((step) => typeof step === "string") ?? "";
  const said = schema?.description ?? "";
  const countsSeconds =
    /_s(?:ec(?:ond)?s?)?$|^seconds$/i.test(name) ||
    (/\bseconds?\b/i.test(said) && !/millisecond/i.test(said));
  return countsSeconds ? { kind: "unit", place, milliseconds: undefined } : undefined;
}
