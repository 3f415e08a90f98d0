/** A shape → JSON Schema. What JSON cannot express is reported with its node. */
import type { Schema } from "../../../schema/schema.ts";
import { typeOfValue } from "../../../schema/schema-types.ts";
import type { Json } from "../../../lib/json.ts";
import { withoutUndefined } from "./assignable.ts";
import { type Field, type ObjectShape, opaque, type Opaque, type Shape, type TupleShape } from "./shape.ts";

/** Called with a part that was not read; "whole" if a type was read but cannot be sent. */
export type OnProblem = (problem: Opaque | "whole") => void;

/** `undefined` if any part has no schema, after calling `problem`. */
export function toSchema(shape: Shape, problem: OnProblem): Schema | undefined {
  switch (shape.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "object":
      return { type: shape.kind };
    case "unknown":
    case "any":
      return {};
    case "literal":
      return { type: typeOfValue(shape.value), const: shape.value };
    case "loose":
      return { type: shape.base };
    case "schema":
      return shape.schema;
    case "list": {
      const items = toSchema(shape.element, problem);
      return items && { type: "array", items };
    }
    case "tuple":
      return tupleSchema(shape, problem);
    case "fields":
      return objectSchema(shape, problem);
    case "union":
      return unionSchema(shape.parts, problem);
    case "opaque":
      problem(shape);
      return undefined;
    case "present":
    case "undefined":
    case "never":
      problem("whole");
      return undefined;
  }
}

/** JSON expresses undefined by absence. */
function objectSchema({ fields, others }: ObjectShape, problem: OnProblem): Schema | undefined {
  // `{}` accepts any value but null, which no object schema expresses.
  if (fields.size === 0 && others === undefined) {
    problem("whole");
    return undefined;
  }
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  let isWhole = true;
  for (const [key, field] of fields) {
    if (isAlwaysAbsent(field)) continue;
    const schema = fieldSchema(field, problem);
    if (schema === undefined) isWhole = false;
    else properties[key] = schema;
    if (!mayBeAbsent(field)) required.push(key);
  }
  const rest = others && toSchema(withoutUndefined(others), problem);
  if (!isWhole || (others !== undefined && rest === undefined)) return undefined;
  return {
    type: "object",
    ...((fields.size > 0 || rest === undefined) && { properties }),
    ...(required.length > 0 && { required }),
    additionalProperties: rest ?? false,
  };
}

/** `x?: never`, `x?: undefined` */
function isAlwaysAbsent({ shape, isOptional }: Field): boolean {
  return shape.kind === "undefined" || (shape.kind === "never" && isOptional);
}

function mayBeAbsent({ shape, isOptional, default: value }: Field): boolean {
  const isUndefined = shape.kind === "union" && shape.parts.some(({ kind }) => kind === "undefined");
  return isOptional || isUndefined || value !== undefined;
}

function fieldSchema(field: Field, problem: OnProblem): Schema | undefined {
  const { shape, description, default: value, at } = field;
  const schema = toSchema(withoutUndefined(shape), (found) =>
    problem(found === "whole" && at !== undefined ? opaque(at.node, at.module) : found),
  );
  return (
    schema && {
      ...schema,
      ...(description !== undefined && { description }),
      ...(value !== undefined && { default: value }),
    }
  );
}

function tupleSchema({ items, rest }: TupleShape, problem: OnProblem): Schema | undefined {
  const schemas = items.map(({ shape, isOptional }) =>
    toSchema(isOptional ? withoutUndefined(shape) : shape, problem),
  );
  const others = rest && toSchema(rest, problem);
  if (schemas.includes(undefined) || (rest !== undefined && others === undefined)) return undefined;
  const needed = items.filter(({ isOptional }) => !isOptional).length;
  return {
    type: "array",
    prefixItems: schemas as Schema[],
    ...(others && { items: others }),
    ...(needed > 0 && { minItems: needed }),
    ...(rest === undefined && { maxItems: items.length }),
  };
}

/**
 * Literals of one type form one enum, at the position of the first; with `string & {}`, which also accepts other
 * strings, they are examples.
 */
function unionSchema(parts: readonly Shape[], problem: OnProblem): Schema | undefined {
  const choices = new Map<string, { readonly values: Json[]; readonly known: Set<Json> }>();
  const branches: (Schema | undefined)[] = [];
  const loose = new Set(parts.flatMap((part) => (part.kind === "loose" ? [part.base as string] : [])));
  for (const part of parts) {
    if (part.kind === "literal" && loose.has(typeof part.value)) continue;
    if (part.kind === "loose") {
      const examples = parts.flatMap((each) => (each.kind === "literal" ? [each.value] : []));
      const fitting = examples.filter((each) => typeof each === part.base);
      branches.push({ type: part.base, ...(fitting.length > 0 && { examples: fitting }) });
      continue;
    }
    if (part.kind !== "literal") {
      branches.push(toSchema(part, problem));
      continue;
    }
    const type = typeOfValue(part.value);
    const earlier = choices.get(type);
    if (earlier !== undefined) {
      if (!earlier.known.has(part.value)) earlier.values.push(part.value);
      earlier.known.add(part.value);
      continue;
    }
    const values: Json[] = [part.value];
    choices.set(type, { values, known: new Set(values) });
    branches.push({ type, enum: values });
  }
  if (branches.includes(undefined)) return undefined;
  const all = (branches as Schema[]).map(withConst);
  const [only, ...others] = all;
  return only !== undefined && others.length === 0 ? only : { anyOf: all };
}

/** A single choice is a constant. */
function withConst(schema: Schema): Schema {
  const { type, enum: [only, ...others] = [], ...rest } = schema;
  const isConstant = only !== undefined && others.length === 0 && Object.keys(rest).length === 0;
  return isConstant && type !== undefined ? { type, const: only } : schema;
}
