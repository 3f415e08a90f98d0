import type { Schema } from "../schema.ts";
import type { Change } from "./change.ts";

/**
 * A schema with no more in it than the types of fal's client can say: no limits, no integers, no null. Two sources that
 * say the same of an endpoint, one of them by types, are equal then.
 */
export function coarsen(schema: Schema): Schema {
  const { type, enum: values, const: only, default: preset, description } = schema;
  const types = [type ?? []].flat().filter((each) => each !== "null");
  const [first = "null", ...others] = types.map((each) => (each === "integer" ? "number" : each));
  const { properties, required, additionalProperties: rest, items, prefixItems } = schema;
  const { anyOf = schema.oneOf, allOf } = schema;
  const branches = anyOf?.filter((branch) => branch.type !== "null");
  const [branch, ...more] = branches ?? [];
  // `anyOf: [T, null]` is T to a type with a question mark.
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
 * Whether types that say so prove it. They are silent about many defaults, call unknown what nobody wrote down, and have a
 * question mark at what an answer always has; a file has more fields in them than any one endpoint gives.
 */
export function isSureByTypes({ side, kind, effect, was, now }: Change): boolean {
  if (side === "output" && effect === "compatible") return false;
  if (kind === "default") return was !== "none" && now !== "none";
  if (kind === "type") return was !== "unknown" && now !== "unknown";
  return !(side === "output" && (kind === "optional" || kind === "required"));
}
