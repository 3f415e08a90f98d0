/**
 * What a call sends, compared with the schema that the endpoint accepts. Known values are checked by `validate.ts`;
 * for values known only at run time, the types are compared. What cannot be known is not a fault.
 */
import { fitOf } from "../../schema/can-fit.ts";
import type { NameCandidate } from "../../guess/nearest-name.ts";
import { takesNull } from "../../schema/null-schema.ts";
import { problem, type Problem } from "../../schema/problem.ts";
import type { Schema } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import { validateInput } from "../../schema/validate.ts";
import type { Json } from "../../lib/json.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Data, ListData, RecordData } from "../evaluation.ts";
import type { DataPlace } from "./data-place.ts";
import { type NearestField, nearestField } from "./nearest-field.ts";

export type Fault =
  /** An unknown field; `place` is its value's. */
  | {
      readonly kind: "unknown";
      readonly place: DataPlace;
      readonly valid: readonly string[];
      /** The field that was probably meant. */
      readonly nearest: NearestField | undefined;
      /** Whether it is the wrapper of fal's client: `{ input: { prompt } }`. */
      readonly isWrapped: boolean;
    }
  /** `place` is that of the object that lacks the fields: name → schema. */
  | {
      readonly kind: "missing";
      readonly place: DataPlace;
      readonly fields: ReadonlyMap<string, Schema>;
    }
  /** Of the right type, but not allowed. `problem` is fal's answer. */
  | {
      readonly kind: "value";
      readonly place: DataPlace;
      readonly problem: Problem;
      readonly expected: Schema;
    }
  /** Never of the right type. */
  | { readonly kind: "type"; readonly place: DataPlace; readonly expected: Schema }
  /** The default of an input field, used if a run leaves it out. `problem` is fal's answer. */
  | {
      readonly kind: "default";
      readonly place: DataPlace;
      readonly value: Json;
      readonly problem: Problem;
      readonly expected: Schema;
    }
  /** Null for an optional field whose schema does not name null. */
  | { readonly kind: "null"; readonly place: DataPlace; readonly expected: Schema }
  /** Some of the possible run-time values are not accepted. */
  | { readonly kind: "uncertain"; readonly place: DataPlace; readonly expected: Schema };

/** In the order of the fields as sent; for an object, first what is present and then what is missing. */
export function findFaults(schema: Schema, sent: RecordData): readonly Fault[] {
  return check(schema, { data: sent, path: [], owner: undefined }, 0);
}

/** Whether the schema certainly accepts the value. */
export function accepts(schema: Schema, data: Data): boolean {
  return check(schema, { data, path: [], owner: undefined }, 0).length === 0;
}

/** Schemas in a workflow file are untrusted. */
const maxDepth = 100;
/** Per object; a diagnostic mentions only a few. */
const maxGuesses = 100;

function check(schema: Schema, place: DataPlace, depth: number): readonly Fault[] {
  const { data } = place;
  switch (data.kind) {
    case "literal": {
      const [found] = validateInput(schema, data.value);
      if (found === undefined) return [];
      if (isWrongType(found)) return [{ kind: "type", place, expected: schema }];
      return [{ kind: "value", place, problem: found, expected: schema }];
    }
    case "reference":
      return compare(data.reference.schema ?? {}, schema, place, data.reference.root === "input");
    case "text":
      return compare({ type: "string" }, schema, place);
    case "list":
    case "record":
      return checkStructure(schema, data, place, depth);
    default:
      return unreachable(data);
  }
}

function compare(source: Schema, expected: Schema, place: DataPlace, isInput = false): readonly Fault[] {
  const fit = fitOf(source, expected);
  if (fit === "never") return [{ kind: "type", place, expected }];
  const { default: value } = source;
  // An endpoint's description of its answers is not a default. For null, see `checkFields`.
  if (isInput && value !== undefined && value !== null) {
    const [found] = validateInput(expected, value);
    if (found !== undefined) return [{ kind: "default", place, value, problem: found, expected }];
  }
  return fit === "sometimes" ? [{ kind: "uncertain", place, expected }] : [];
}

function checkStructure(
  schema: Schema,
  data: ListData | RecordData,
  place: DataPlace,
  depth: number,
): readonly Fault[] {
  if (depth > maxDepth) return [];
  const here = (part: Schema) => checkStructure(part, data, place, depth + 1);
  const unions = [schema.anyOf, schema.oneOf].filter((branches) => branches !== undefined);
  return [
    ...checkOwn(schema, data, place, depth),
    ...(schema.allOf ?? []).flatMap(here),
    ...unions.flatMap((branches) => nearest(branches.map(here), schema, place)),
  ];
}

function checkOwn(
  schema: Schema,
  data: ListData | RecordData,
  place: DataPlace,
  depth: number,
): readonly Fault[] {
  const types = typesOf(schema);
  if (types.length === 0) return [];
  if (!types.includes(data.kind === "list" ? "array" : "object"))
    return [{ kind: "type", place, expected: schema }];
  return data.kind === "list"
    ? checkItems(schema, data, place, depth)
    : checkFields(schema, data, place, depth);
}

function checkItems(schema: Schema, list: ListData, place: DataPlace, depth: number): readonly Fault[] {
  const { prefixItems = [], items, minItems = 0, maxItems = Infinity } = schema;
  const count = list.items.length;
  if (count < minItems)
    return [{ kind: "value", place, problem: problem.listTooShort(minItems), expected: schema }];
  if (count > maxItems)
    return [{ kind: "value", place, problem: problem.listTooLong(maxItems), expected: schema }];
  return list.items.flatMap((data, index) => {
    const expected = prefixItems[index] ?? items;
    return expected === undefined
      ? []
      : check(expected, { data, path: [...place.path, index], owner: list }, depth + 1);
  });
}

function checkFields(schema: Schema, record: RecordData, place: DataPlace, depth: number): readonly Fault[] {
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const isClosed = others === false || (others === undefined && schema.properties !== undefined);
  const faults: Fault[] = [];
  for (const [key, data] of [...record.fields, ...unknownValues(record)]) {
    const field: DataPlace = { data, path: [...place.path, key], owner: record };
    const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const expected = own ?? (typeof others === "object" ? others : undefined);
    if (expected === undefined) {
      if (isClosed) {
        const nearest =
          faults.length < maxGuesses ? nearestField(key, data, schema, record, fitInField) : undefined;
        const valid = Object.keys(properties);
        const isWrapped = place.path.length === 0 && key === "input" && holdsFields(data, valid);
        faults.push({
          kind: "unknown",
          place: field,
          valid,
          nearest: isWrapped ? undefined : nearest,
          isWrapped,
        });
      }
    } else if (isNull(data) && !required.includes(key)) {
      if (!takesNull(expected)) faults.push({ kind: "null", place: field, expected });
    } else faults.push(...check(expected, field, depth + 1));
  }
  const missing = required
    .map((field) => [field, properties[field] ?? {}] as const)
    .filter(
      ([field, expected]) =>
        !record.fields.has(field) && record.refused?.has(field) !== true && expected.default === undefined,
    );
  if (missing.length > 0) faults.push({ kind: "missing", place, fields: new Map(missing) });
  return faults;
}

/** The fields whose values were refused: their names are still checked. */
function* unknownValues({ refused }: RecordData): Generator<readonly [string, Data]> {
  const reference = {
    kind: "reference",
    root: "input",
    path: [],
    schema: undefined,
    mayBeMissing: false,
  } as const;
  for (const [key, written] of refused ?? []) yield [key, { kind: "reference", reference, ...written }];
}

function holdsFields(data: Data, valid: readonly string[]): boolean {
  if (data.kind === "reference") return typesOf(data.reference.schema ?? {}).includes("object");
  return data.kind === "record" && [...data.fields.keys()].some((key) => valid.includes(key));
}

function fitInField(expected: Schema, data: Data): NameCandidate["fit"] {
  const faults = check(expected, { data, path: [], owner: undefined }, 0);
  if (faults.length === 0) return "good";
  // A text known only at run time may consist of digits, so it does not suggest that another field was meant.
  if (faults.every(({ kind, place }) => kind === "uncertain" && place.path.length === 0) && isFreeText(data))
    return "never";
  if (hasAddressFor(expected, data)) return "poor";
  return faults.some(({ kind, place }) => kind === "type" && place.path.length === 0) ? "never" : "poor";
}

/** A file whose URL would fit: that part is suggested by itself. */
function hasAddressFor(expected: Schema, data: Data): boolean {
  const url = data.kind === "reference" ? data.reference.schema?.properties?.["url"] : undefined;
  return url !== undefined && fitOf(url, expected) === "always";
}

function isFreeText(data: Data): boolean {
  if (data.kind !== "reference") return data.kind === "text";
  const { schema } = data.reference;
  return schema?.type === "string" && schema.enum === undefined;
}

function isNull(data: Data): boolean {
  return data.kind === "literal" && data.value === null;
}

/** Pydantic's names for a value of another type, as opposed to one out of range or not among those allowed. */
export function isWrongType({ type }: Problem): boolean {
  return /_(?:type|parsing)$|^none_required$/.test(type);
}

/**
 * None if the value fits one of the branches. Otherwise those of the closest branch: nested faults before a value of
 * another type. If no branch has its type, the whole union is the expected type.
 */
function nearest(
  branches: readonly (readonly Fault[])[],
  schema: Schema,
  place: DataPlace,
): readonly Fault[] {
  const distance = (faults: readonly Fault[]): number => {
    const [first] = faults;
    if (first === undefined) return 0;
    if (faults.every(({ kind }) => kind === "uncertain" || kind === "null")) return 1;
    return first.kind === "type" && first.place === place ? 3 : 2;
  };
  const [best = []] = branches.toSorted((a, b) => distance(a) - distance(b) || a.length - b.length);
  return distance(best) === 3 ? [{ kind: "type", place, expected: schema }] : best;
}
