/**
 * Checks an input the way fal's endpoints do, with Pydantic's leniency: `"5"` is accepted for a number and `"yes"`
 * for a boolean, but not a number for a string. Unknown fields are accepted even if `additionalProperties` is false,
 * and so is null for an optional field, unless the schema names null wherever it is accepted: see
 * `Endpoint.saysNull`.
 */
import { isDeepStrictEqual } from "node:util";
import { isJsonObject, type Json } from "../lib/json.ts";
import { unreachable } from "../lib/unreachable.ts";
import { problem, type Problem, type ValidationDetail } from "./problem.ts";
import { booleanProblem, numberProblem, stringProblem } from "./scalar-problem.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

export type { ValidationDetail } from "./problem.ts";

/** The maximum number of problems: nobody needs a million for a million wrong items. */
const maxProblems = 100;

/** Parts of the schema deeper than this are ignored. */
const maxDepth = 100;

/**
 * The problems of an input, in the order of the schema: `[{ loc: ["body", "prompt"], type: "missing", … }]`, or none;
 * at most 100. For a union, those of the closest branch. Never goes deeper into the input than the schema does. Takes
 * at most the size of the input times the size of the schema.
 */
export function validateInput(schema: Schema, value: unknown, saysNull = false): readonly ValidationDetail[] {
  const place: Position = { loc: ["body"], depth: 0, saysNull };
  return value === undefined ? report(problem.missing, null, place) : check(schema, value, place);
}

interface Position {
  readonly loc: ValidationDetail["loc"];
  /** The number of enclosing schemas, which exceeds the length of `loc` inside unions. */
  readonly depth: number;
  readonly saysNull: boolean;
}

type Details = readonly ValidationDetail[];

function check(schema: Schema, value: unknown, place: Position): Details {
  if (place.depth > maxDepth) return [];
  const checkHere = (part: Schema): Details => check(part, value, { ...place, depth: place.depth + 1 });
  const details = [...checkOwn(schema, value, place)];
  for (const part of schema.allOf ?? []) details.push(...checkHere(part));
  for (const branches of [schema.anyOf, schema.oneOf])
    if (branches !== undefined) details.push(...nearest(branches.map(checkHere), place));
  return details.slice(0, maxProblems);
}

/** What the schema's own keywords require, ignoring its branches and parts. */
function checkOwn(schema: Schema, value: unknown, place: Position): Details {
  const allowed = schema.const === undefined ? schema.enum : [schema.const];
  if (allowed === undefined)
    return nearest(
      typesOf(schema).map((type) => checkAs(type, schema, value, place)),
      place,
    );
  const known = allowed.some((each) => each === value || isSameStructure(each, value));
  return report(known ? undefined : problem.notOneOf(allowed), value, place);
}

function isSameStructure(allowed: Json, value: unknown): boolean {
  return typeof allowed === "object" && allowed !== null && isDeepStrictEqual(allowed, value);
}

function checkAs(type: SchemaType, schema: Schema, value: unknown, place: Position): Details {
  switch (type) {
    case "string":
      return report(stringProblem(schema, value), value, place);
    case "number":
    case "integer":
      return report(numberProblem(type, schema, value), value, place);
    case "boolean":
      return report(booleanProblem(value), value, place);
    case "null":
      return report(value === null ? undefined : problem.notNull, value, place);
    case "array":
      return checkList(schema, value, place);
    case "object":
      return checkObject(schema, value, place);
    default:
      return unreachable(type);
  }
}

function checkList(schema: Schema, value: unknown, place: Position): Details {
  if (!Array.isArray(value)) return report(problem.notList, value, place);
  const { prefixItems = [], items, minItems = 0, maxItems = Infinity } = schema;
  if (value.length < minItems) return report(problem.listTooShort(minItems), value, place);
  if (value.length > maxItems) return report(problem.listTooLong(maxItems), value, place);
  const details: ValidationDetail[] = [];
  const checked = items === undefined ? Math.min(prefixItems.length, value.length) : value.length;
  for (let index = 0; index < checked && details.length < maxProblems; index += 1) {
    const schemaOfItem = prefixItems[index] ?? items;
    if (schemaOfItem !== undefined) details.push(...check(schemaOfItem, value[index], inside(place, index)));
  }
  return details;
}

function checkObject(schema: Schema, value: unknown, place: Position): Details {
  const { properties = {}, additionalProperties: others } = schema;
  const required = new Set(schema.required);
  if (!isJsonObject(value))
    return report(schema.properties === undefined ? problem.notRecord : problem.notObject, value, place);
  const details: ValidationDetail[] = [];
  for (const key of new Set([...Object.keys(properties), ...required])) {
    const needed = required.has(key);
    const field: unknown = Object.hasOwn(value, key) ? value[key] : undefined;
    const schemaOfField = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (field === undefined)
      details.push(...report(needed ? problem.missing : undefined, value, inside(place, key)));
    else if (schemaOfField !== undefined && (field !== null || needed || place.saysNull))
      details.push(...check(schemaOfField, field, inside(place, key)));
  }
  if (typeof others !== "object") return details;
  for (const key of Object.keys(value)) {
    if (details.length >= maxProblems) break;
    if (!Object.hasOwn(properties, key)) details.push(...check(others, value[key], inside(place, key)));
  }
  return details;
}

function inside({ loc, depth, saysNull }: Position, key: string | number): Position {
  return { loc: [...loc, key], depth: depth + 1, saysNull };
}

function report(found: Problem | undefined, input: unknown, { loc }: Position): Details {
  return found === undefined ? [] : [{ ...found, loc, input }];
}

/**
 * None if one of the alternatives has no problem. Otherwise those of the alternative that got furthest: nested
 * problems before a value that is not among the allowed ones, before a value of another type. Ties go to the fewest
 * problems.
 */
function nearest(alternatives: readonly Details[], place: Position): Details {
  const distance = ([first]: Details): number => {
    if (first === undefined) return 0;
    if (first.loc.length > place.loc.length) return 1;
    if (first.type === problem.notNull.type) return 4;
    return first.type.endsWith("_type") ? 3 : 2;
  };
  const [best] = alternatives.toSorted((a, b) => distance(a) - distance(b) || a.length - b.length);
  return best ?? [];
}
