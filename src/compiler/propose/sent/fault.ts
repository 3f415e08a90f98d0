/** The author's lines as the endpoint accepts them. `undefined` if nothing can be suggested. */
import { fitOf } from "../../../schema/can-fit.ts";
import { allowedValues } from "../../../schema/allowed-values.ts";
import { type Part, intendedParts } from "../../../guess/intended-parts.ts";
import { meantValue, nearestValue } from "../../../guess/nearest-value.ts";
import { validateInput } from "../../../schema/validate.ts";
import type { Schema } from "../../../schema/schema.ts";
import { typesOf } from "../../../schema/schema-types.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import {
  overlap,
  replacing,
  type Suggestion,
  type Rewrite,
  type Words,
} from "../../../diagnostics/suggestion.ts";
import { orOf, tick } from "../../../diagnostics/wording.ts";
import type { Json } from "../../../lib/json.ts";
import { unreachable } from "../../../lib/unreachable.ts";
import { listCountOf } from "../../2-evaluate/calls/list-count.ts";
import type { Data, ReferenceData } from "../../evaluation.ts";
import { adviseCaller } from "../for-all.ts";
import { ts } from "../../typescript.ts";
import { hereIn } from "../here.ts";
import { certainValues, describeFields } from "../required-fields.ts";
import { type DataPlace, fieldName } from "../../3-check/data-place.ts";
import { rewriteKey, rewriteValue, rewriteWhole, rewriteWith, valueCode } from "./data-edits.ts";
import { accepts, type Fault } from "../../3-check/find-faults.ts";
import { inHelper, isWrittenThere, type Reached, whereGiven, whereWritten } from "./in-helper.ts";
import type { NearestField } from "../../3-check/nearest-field.ts";
import type { IsSure } from "./sure-names.ts";

/** For an object's unknown fields: name → the field that was meant, if the value fits it. */
export type Renames = ReadonlyMap<string, string>;

export interface Names {
  /** For the object with the fault. */
  readonly renamed: Renames;
  /** Whether the nearest field can be written into code. */
  readonly isSure: IsSure;
  /** Whether fields that the schema lacks may be left out: not if the endpoint may accept them. */
  readonly mayDrop: boolean;
}

export function suggestForFault(
  fault: Fault,
  reached: Reached,
  { renamed, isSure, mayDrop }: Names,
): Suggestion | undefined {
  const { place } = fault;
  switch (fault.kind) {
    case "unknown":
      if (fault.isWrapped) return unwrapped(place);
      return (
        inHelper(
          rewriteWhole(place, fault.valid, renamed, mayDrop),
          (place.owner ?? place.data).node,
          reached,
        ) ??
        (fault.nearest !== undefined && isSure(place, fault.nearest)
          ? asField(place, fault.nearest)
          : undefined)
      );
    case "missing":
      return withMissing(fault, reached);
    case "value":
      return allowedInstead(fault, reached);
    case "type": {
      const { data } = place;
      if (data.kind === "literal" && data.value !== null) {
        const text = String(data.value);
        if (validateInput(fault.expected, text).length === 0) return withValue(place, text, reached);
      }
      const code = ofRightType(place, fault.expected);
      if (code === undefined)
        return partsInWords(place, fault.expected) ?? itemsInWords(place, fault.expected);
      const rewrite = rewriteValue(place, code);
      return data.kind === "literal" ? inHelper(rewrite, data.node, reached) : rewrite;
    }
    case "default":
    case "null":
    case "uncertain":
      return undefined;
    default:
      return unreachable(fault);
  }
}

/** The missing fields, as code if every value is certain, otherwise in words. */
function withMissing(
  { place: { data, path }, fields }: Extract<Fault, { kind: "missing" }>,
  reached: Reached,
): Suggestion {
  const module = reached.modules.get(data.span.source.path);
  // A field of something inside the input is not the workflow's field of that name.
  const isTop = path.length === 0;
  const certain = certainValues(
    fields,
    isTop ? data.node : undefined,
    module && hereIn(module, reached.trail, reached),
  );
  const call = whereGiven(data.node, reached);
  if (call !== undefined) return { words: adviseCaller(call, `Add ${describeFields(fields)}`) };
  if (certain.size === fields.size) return rewriteWith(data, certain);
  return { words: `Add ${describeFields(fields, certain)}.` };
}

/** `flux({ input: { prompt } })`, as in fal's client → `flux({ prompt })` */
function unwrapped({ owner, data }: DataPlace): Rewrite | undefined {
  const others = owner?.kind === "record" ? [...owner.fields.keys()].filter((key) => key !== "input") : [];
  if (owner === undefined || !ts.isObjectLiteralExpression(owner.node)) return undefined;
  const note = others.length === 0 ? undefined : `without ${others.join(", ")}`;
  return replacing(owner.span, textAt(data.span), note);
}

/** The nearest field, and its own name for the value if it has another: `image_size: "landscape_16_9"`. */
function asField(place: DataPlace, { name, expected }: NearestField): Rewrite | undefined {
  const renamed = rewriteKey(place, name);
  const { data } = place;
  const isRefused =
    data.kind === "literal" && isWrittenThere(data) && validateInput(expected, data.value).length > 0;
  const value = isRefused ? meantValue(data.value, allowedValues(expected)) : undefined;
  if (isRefused && value === undefined) return undefined;
  const filled = value === undefined ? undefined : rewriteValue(place, JSON.stringify(value));
  if (renamed === undefined || filled === undefined) return renamed;
  const edits = [...renamed.edits, ...filled.edits];
  return overlap(edits) ? renamed : { ...renamed, edits };
}

/** Another value in place of the known one, if that is written in the source. */
function withValue(place: DataPlace, value: Json, reached: Reached, note?: string): Suggestion | undefined {
  const { data } = place;
  const written = whereWritten(data, value, reached, note);
  if (written !== undefined) return written;
  const rewrite = rewriteValue(place, JSON.stringify(value));
  return inHelper(rewrite && { ...rewrite, ...(note !== undefined && { note }) }, data.node, reached);
}

function allowedInstead(
  { place, problem, expected }: Extract<Fault, { kind: "value" }>,
  reached: Reached,
): Suggestion | undefined {
  const { data } = place;
  const value = data.kind === "literal" ? data.value : undefined;
  const allowed = allowedValues(expected);
  if (allowed.length > 0) {
    const meant = value === undefined ? undefined : meantValue(value, allowed);
    const only = meant ?? (allowed.length === 1 ? allowed[0] : undefined);
    if (only !== undefined) return withValue(place, only, reached);
    const near = value === undefined ? undefined : nearestValue(value, allowed);
    return near === undefined
      ? undefined
      : {
          words: `Use one of the values that the endpoint accepts; the nearest is ${tick(JSON.stringify(near))}.`,
        };
  }
  const within = (number: number, note: string) =>
    validateInput(expected, number).length === 0 ? withValue(place, number, reached, note) : undefined;
  const limit = Object.values(problem.ctx ?? {})[0];
  if (problem.type === "int_from_float" && typeof value === "number")
    return within(Math.round(value), "the next whole number");
  if (typeof limit !== "number" || !/_equal$/.test(problem.type)) return undefined;
  return within(limit, `the ${problem.type.startsWith("less") ? "most" : "least"} it accepts`);
}

function ofRightType(place: DataPlace, expected: Schema): string | undefined {
  const { data } = place;
  const text = valueCode(place);
  if (text === undefined) return undefined;
  switch (data.kind) {
    case "reference": {
      const [part, ...others] = partsFor(place, expected);
      if (part === undefined || others.length > 0) return undefined;
      const code = part.path === "" ? text : `${valueCode(place, "operand")}${part.path}`;
      if (fitsWhole(part, expected)) return code;
      return isOneOfMany(part, data) ? undefined : `[${code}]`;
    }
    case "list": {
      const [only, ...others] = data.items;
      const isMeant = only !== undefined && others.length === 0 && accepts(expected, only);
      return isMeant && hasOwnSpan(only, data) ? textAt(only.span) : undefined;
    }
    case "literal":
    case "text":
    case "record":
      return asItem(text, data, expected);
    default:
      return unreachable(data);
  }
}

/** `[photo]`, if the field accepts an array of such values. */
function asItem(text: string, data: Data, expected: Schema): string | undefined {
  return itemsOf(expected).some((items) => accepts(items, data)) ? `[${text}]` : undefined;
}

/** Of the arrays that the schema accepts. */
function itemsOf(schema: Schema): readonly Schema[] {
  if (typesOf(schema).includes("array")) return schema.items === undefined ? [] : [schema.items];
  return (schema.anyOf ?? schema.oneOf ?? []).flatMap(itemsOf);
}

/** Whether the part is the first element of an array that is not known to have only one. */
function isOneOfMany({ path }: Part, { reference }: ReferenceData): boolean {
  const [list] = path.split("[0]");
  if (list === undefined || list === path) return false;
  const inside = list === "" ? [] : list.slice(1).split(".");
  return listCountOf({ ...reference, path: [...reference.path, ...inside] })?.count !== 1;
}

/** `image_urls: photo.images`: as many as the call asks for, which the run may decide. */
function itemsInWords(place: DataPlace, expected: Schema): Words | undefined {
  const { data } = place;
  const text = valueCode(place, "operand");
  if (text === undefined || data.kind !== "reference") return undefined;
  const [part, ...others] = partsFor(place, expected);
  if (part === undefined || others.length > 0) return undefined;
  return {
    words: `Send the elements you mean one by one: ${tick(`[${text}${part.path}]`)} for the first, and so on.`,
  };
}

function hasOwnSpan(item: Data, list: Data): boolean {
  return item.span.start !== list.span.start || item.span.end !== list.span.end;
}

/** If several parts fit, which was meant is up to the author. */
function partsInWords(place: DataPlace, expected: Schema): Words | undefined {
  const text = valueCode(place, "operand");
  const parts = partsFor(place, expected);
  if (text === undefined || parts.length < 2) return undefined;
  return { words: `Send the part you mean: ${orOf(parts.map(({ path }) => text + path))}.` };
}

/** The parts of the value that fit the field, or an item of it; several if the choice would be a guess. */
function partsFor({ path, data }: DataPlace, expected: Schema): readonly Part[] {
  if (data.kind !== "reference") return [];
  const { schema = {}, path: source } = data.reference;
  return intendedParts(schema, {
    field: fieldName({ path }),
    name: fieldName({ path: source }),
    fits: (part) =>
      typesOf(part.schema).length > 0 && (fitsWhole(part, expected) || fitsItem(part, expected)),
  });
}

function fitsWhole({ path, schema }: Part, expected: Schema): boolean {
  return path !== "" && fitOf(schema, expected) === "always";
}

function fitsItem({ schema }: Part, { items }: Schema): boolean {
  return items !== undefined && fitOf(schema, items) === "always";
}
