/** Parses the text of a command line flag by its field's schema. */
import type { Schema, SchemaType } from "../schema/schema.ts";
import { quote } from "../lib/quote.ts";
import { listInexactNumbers } from "../lib/inexact-numbers.ts";
import type { Json } from "../lib/json.ts";
import { describeSchema } from "../schema/describe-schema.ts";

export type FlagResult =
  | { readonly value: Json }
  | {
      readonly problem: string;
      /** Whether the text itself is invalid, so that no other schema would accept it. */
      readonly isOfText?: true;
    };

/**
 * The value of a flag, or the problem with its text, such as `must be a number, got "abc"`. Only the kind of
 * value is decided here; limits and nested values are left to `checkInput`. A string is kept unchanged, even
 * `"28"`. Numbers are written as in JSON, booleans are `true` or `false`, lists and objects are JSON. Of
 * several types or alternatives, the first that accepts the text wins. If the schema allows anything, valid
 * JSON is parsed and any other text is a string.
 */
export function parseFlag(schema: Schema, text: string): FlagResult {
  // Node replaces bytes that it cannot decode with U+FFFD.
  if (text.includes("\ufffd"))
    return { problem: "is not UTF-8 text; set the terminal to UTF-8", isOfText: true };
  const value = parseAs(schema, text);
  if (value !== undefined) {
    const [inexact] = typeof value === "string" ? [] : listInexactNumbers(text);
    return inexact === undefined
      ? { value }
      : { problem: describeInexact(inexact.source, inexact.sentAs), isOfText: true };
  }
  return { problem: `must be ${describeSchema(schema)}, got ${quote(text)}` };
}

/** Worded as the end of a sentence. */
export function describeInexact(source: string, sentAs: string): string {
  return `would be sent as ${sentAs}, because a JavaScript number cannot hold ${source}`;
}

/** `undefined`: the text matches none of them. */
function parseAs(schema: Schema, text: string): Json | undefined {
  const choices = schema.const === undefined ? schema.enum : [schema.const];
  if (choices !== undefined) return parseChoice(choices, text);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return parseFirst(branches, (branch) => parseAs(branch, text));
  if (schema.type !== undefined) return parseFirst([schema.type].flat(), (type) => PARSERS[type](text));
  if (schema.allOf !== undefined) return parseFirst(schema.allOf, (part) => parseAs(part, text));
  if (schema.properties !== undefined) return PARSERS.object(text);
  const json = parseJson(text);
  return json === undefined ? text : json;
}

function parseChoice(choices: readonly Json[], text: string): Json | undefined {
  return choices.find((choice) =>
    typeof choice === "string" ? choice === text : JSON.stringify(choice) === text,
  );
}

function parseFirst<Item>(items: readonly Item[], parse: (item: Item) => Json | undefined): Json | undefined {
  for (const item of items) {
    const value = parse(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

const PARSERS: Readonly<Record<SchemaType, (text: string) => Json | undefined>> = {
  string: (text) => text,
  number: parseNumber,
  integer: (text) => whole(parseNumber(text)),
  boolean: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  null: (text) => (text === "null" ? null : undefined),
  array: (text) => only(parseJson(text), (value) => Array.isArray(value)),
  object: (text) =>
    only(parseJson(text), (value) => typeof value === "object" && value !== null && !Array.isArray(value)),
};

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function parseNumber(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

function whole(value: number | undefined): number | undefined {
  return Number.isInteger(value) ? value : undefined;
}

function only(value: Json | undefined, allow: (value: Json) => boolean): Json | undefined {
  return value !== undefined && allow(value) ? value : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
