import type { Schema, SchemaType } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";

/** Integers count as numbers; whether a number must be an integer is compared where both sides are numbers. */
export type Kind = Exclude<SchemaType, "integer" | "null">;

/** One schema per type that a value may have; `undefined` if the schema cannot be split that way. Null is ignored. */
export function byType(schema: Schema, depth = 0): ReadonlyMap<Kind, Schema> | undefined {
  const branches = schema.anyOf ?? schema.oneOf;
  const found = new Map<Kind, Schema>();
  if (depth > maxDepth) return undefined;
  if (branches !== undefined) {
    for (const branch of branches) {
      const inner = byType(branch, depth + 1);
      if (inner === undefined || [...inner.keys()].some((type) => found.has(type))) return undefined;
      for (const [type, each] of inner) found.set(type, each);
    }
    return found;
  }
  if (schema.allOf !== undefined) return undefined;
  const types = typesOf(schema);
  if (types.length === 0) return undefined;
  for (const type of types) if (type !== "null") found.set(type === "integer" ? "number" : type, schema);
  return found;
}

/** No declaration is nested deeper: see `findSchemaProblem`. */
const maxDepth = 200;
