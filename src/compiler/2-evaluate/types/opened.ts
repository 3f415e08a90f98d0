/** What operators on types work on: the fields of an object. */
import type { Schema } from "../../../schema/schema.ts";
import { type Field, literal, objectShape, type ObjectShape, partsOf, type Shape, union } from "./shape.ts";

/** Converts a zod schema to an object shape whose fields keep their limits. Other shapes are unchanged. */
export function opened(shape: Shape): Shape {
  if (shape.kind !== "schema") return shape;
  const { type, properties, additionalProperties: others, enum: some, const: only } = shape.schema;
  const words = Object.keys(shape.schema).every((key) => ["type", "enum", "const"].includes(key));
  const values = some ?? (only === undefined ? [] : [only]);
  if (words && values.length > 0) {
    return values.every((each) => typeof each === "string")
      ? union(values.map((each) => literal(each)))
      : shape;
  }
  if (type !== "object" || properties === undefined || (others !== undefined && others !== false))
    return shape;
  return objectShape(
    Object.entries(properties).map(([key, each]) => [key, fieldOf(each, shape.schema, key)]),
  );
}

function fieldOf(schema: Schema, { required = [] }: Schema, key: string): Field {
  const isOptional = !required.includes(key) && schema.default === undefined;
  return { shape: { kind: "schema", schema }, isOptional, default: schema.default };
}

/**
 * The fields common to all parts of a union, which TypeScript gives to `Pick`, `Omit` and `keyof`. `undefined` if it
 * is not an object with fields.
 */
export function commonFields(shape: Shape): ObjectShape | undefined {
  const parts = partsOf(opened(shape)).map(opened);
  const [first, ...rest] = parts;
  if (first?.kind !== "fields") return undefined;
  let common: ObjectShape = first;
  for (const part of rest) {
    if (part.kind !== "fields" || part.others !== undefined || common.others !== undefined) return undefined;
    const fields = [...common.fields].flatMap(([key, field]): [string, Field][] => {
      const other = part.fields.get(key);
      return other === undefined ? [] : [[key, eitherField(field, other)]];
    });
    common = objectShape(fields);
  }
  return common;
}

function eitherField(a: Field, b: Field): Field {
  return {
    shape: union([a.shape, b.shape]),
    isOptional: a.isOptional || b.isOptional,
    description: a.description ?? b.description,
    default: a.default ?? b.default,
  };
}
