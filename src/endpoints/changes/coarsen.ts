import type { Schema } from "../../schema/schema.ts";
import type { Change } from "./change.ts";

/**
 * Reduces a schema to what the types of fal's client can express: no limits, no integers, no null. Two sources that
 * agree on an endpoint, one of them by types, are then equal.
 */
export function coarsen(schema: Schema): Schema {
  const { type, enum: values, const: only, default: preset, description } = schema;
  const types = [type ?? []].flat().filter((each) => each !== "null");
  const [first = "null", ...others] = types.map((each) => (each === "integer" ? "number" : each));
  const { properties, required, additionalProperties: rest, items, prefixItems } = schema;
  const { anyOf = schema.oneOf, allOf } = schema;
  const branches = anyOf?.filter((branch) => branch.type !== "null");
  const [branch, ...more] = branches ?? [];
  // To a type, `anyOf: [T, null]` is an optional T.
  const single = branch !== undefined && more.length === 0 ? coarsen(branch) : undefined;
  return {
    ...single,
    ...(types.length > 0 && { type: others.length === 0 ? first : [first, ...others] }),
    ...(description !== undefined && { description }),
    ...(preset !== undefined && { default: preset }),
    ...(values !== undefined && { enum: values }),
    ...(only !== undefined && { enum: [only] }),
    ...(required !== undefined && { required }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, coarsen(inner)])),
    }),
    ...(rest !== undefined && { additionalProperties: typeof rest === "boolean" ? rest : coarsen(rest) }),
    ...(items !== undefined && { items: coarsen(items) }),
    ...(prefixItems !== undefined && { prefixItems: prefixItems.map(coarsen) }),
    ...(branches !== undefined && single === undefined && { anyOf: branches.map(coarsen) }),
    ...(allOf !== undefined && { allOf: allOf.map(coarsen) }),
  };
}

/**
 * Whether a change seen in the types is certain. Types omit many defaults, are unknown where nobody wrote them down,
 * and are optional where an answer always has a value; the type of a file has more fields than any one endpoint
 * returns.
 */
export function isSureByTypes({ side, kind, effect, was, now }: Change): boolean {
  if (side === "output" && effect === "compatible") return false;
  if (kind === "default") return was !== "none" && now !== "none";
  if (kind === "type") return was !== "unknown" && now !== "unknown";
  return !(side === "output" && (kind === "optional" || kind === "required"));
}
