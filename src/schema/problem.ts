/**
 * What can be wrong with an input. Names and texts are those of Pydantic 2, which fal's endpoints use (compared with
 * 2.13.4); for the length of a list, those of https://docs.fal.ai/errors (read 2026-11).
 */
import type { Json } from "../lib/json.ts";

/** One problem with an input, as fal's endpoints list it under `detail` in a 422 answer. */
export interface ValidationDetail extends Problem {
  /** The location: `["body", "loras", 0, "path"]`. Items are counted from 0. */
  readonly loc: readonly (string | number)[];
  /** The wrong value; for a missing field, the object that lacks it. */
  readonly input?: unknown;
}

export interface Problem {
  /** For people: `Input should be less than or equal to 20`. */
  readonly msg: string;
  /** For programs: `less_than_equal`. */
  readonly type: string;
  /** The message's parameters: `{ le: 20 }`. */
  readonly ctx?: Readonly<Record<string, Json>>;
}

export const problem = {
  missing: { type: "missing", msg: "Field required" },
  notString: { type: "string_type", msg: "Input should be a valid string" },
  notNumber: { type: "float_type", msg: "Input should be a valid number" },
  notNumberText: {
    type: "float_parsing",
    msg: "Input should be a valid number, unable to parse string as a number",
  },
  notFinite: { type: "finite_number", msg: "Input should be a finite number" },
  notInteger: { type: "int_type", msg: "Input should be a valid integer" },
  notIntegerText: {
    type: "int_parsing",
    msg: "Input should be a valid integer, unable to parse string as an integer",
  },
  fraction: {
    type: "int_from_float",
    msg: "Input should be a valid integer, got a number with a fractional part",
  },
  notBoolean: { type: "bool_type", msg: "Input should be a valid boolean" },
  notBooleanText: {
    type: "bool_parsing",
    msg: "Input should be a valid boolean, unable to interpret input",
  },
  notList: { type: "list_type", msg: "Input should be a valid list" },
  notRecord: { type: "dict_type", msg: "Input should be a valid dictionary" },
  notObject: {
    type: "model_attributes_type",
    msg: "Input should be a valid dictionary or object to extract fields from",
  },
  notNull: { type: "none_required", msg: "Input should be None" },
  notOneOf: (values: readonly Json[]) => {
    const expected = listed(values.map(asPython));
    return { type: "literal_error", msg: `Input should be ${expected}`, ctx: { expected } };
  },
  below: (ge: number) => limit("greater_than_equal", "greater than or equal to", "ge", ge),
  notAbove: (gt: number) => limit("greater_than", "greater than", "gt", gt),
  above: (le: number) => limit("less_than_equal", "less than or equal to", "le", le),
  notBelow: (lt: number) => limit("less_than", "less than", "lt", lt),
  notMultiple: (of: number) => limit("multiple_of", "a multiple of", "multiple_of", of),
  textTooShort: (least: number) =>
    length("string_too_short", "String", "at least", "character", "min_length", least),
  textTooLong: (most: number) =>
    length("string_too_long", "String", "at most", "character", "max_length", most),
  noMatch: (pattern: string) => ({
    type: "string_pattern_mismatch",
    msg: `String should match pattern '${pattern}'`,
    ctx: { pattern },
  }),
  listTooShort: (least: number) =>
    length("sequence_too_short", "Sequence", "at least", "item", "min_length", least),
  listTooLong: (most: number) =>
    length("sequence_too_long", "Sequence", "at most", "item", "max_length", most),
} satisfies Record<string, Problem | ((value: never) => Problem)>;

function limit(type: string, relation: string, key: string, value: number): Problem {
  return { type, msg: `Input should be ${relation} ${value}`, ctx: { [key]: value } };
}

function length(
  type: string,
  what: string,
  bound: string,
  unit: string,
  key: string,
  value: number,
): Problem {
  const units = value === 1 ? unit : `${unit}s`;
  return { type, msg: `${what} should have ${bound} ${value} ${units}`, ctx: { [key]: value } };
}

/** `'a', 'b' or 'c'` */
function listed(texts: readonly string[]): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} or ${texts.at(-1) ?? ""}`;
}

function asPython(value: Json): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "string") return JSON.stringify(value);
  return value.includes("'") && !value.includes('"') ? `"${value}"` : `'${value.replaceAll("'", "\\'")}'`;
}
