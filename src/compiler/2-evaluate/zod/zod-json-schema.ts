/** A zod schema → the JSON Schema of what a caller passes: fields with a default are optional. */
import type * as Zod from "zod";
import type { Schema } from "../../../schema/schema.ts";
import type { ZodValue } from "../values/values.ts";
import { firstLine, zod } from "./zod.ts";

/** zod's objection, or what JSON Schema would express differently from zod. */
export type SchemaProblem = { readonly problem: string; readonly by: "zod" | "falc" };

export function zodToJsonSchema(value: ZodValue): { readonly schema: Schema } | SchemaProblem {
  try {
    const { z } = zod();
    let isWider = false;
    const json = z.toJSONSchema(value.schema as Zod.ZodType, {
      io: "input",
      reused: "inline",
      cycles: "throw",
      metadata: withoutIds(),
      // `readOnly` tells a caller not to send the field; `.readonly()` is about the type of the parsed value.
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === "readonly") delete jsonSchema.readOnly;
        isWider ||= boundsNumericKeys(zodSchema);
        // zod determines the discriminator only on the first parse.
        if (zodSchema instanceof z.ZodDiscriminatedUnion) zodSchema.safeParse({});
      },
    });
    const { $schema: _, ...schema } = JSON.parse(JSON.stringify(json)) as Record<string, unknown>;
    const problem = isWider ? "a record whose keys are numbers within limits" : findInexact(schema);
    return problem === undefined ? { schema: schema as Schema } : { problem, by: "falc" };
  } catch (error) {
    return { problem: firstLine(error), by: "zod" };
  }
}

/** An id makes zod write a `$ref` in place of the schema. Schemas here are self-contained. */
function withoutIds(): Zod.core.$ZodRegistry<Record<string, unknown>> {
  const { z } = zod();
  const ids = z.registry<Record<string, unknown>>();
  ids.get = (schema) => {
    const meta = z.globalRegistry.get(schema);
    if (meta === undefined) return undefined;
    const { id: _, ...rest } = meta;
    // The cast: zod types the result by the schema's own type.
    return rest as ReturnType<typeof ids.get>;
  };
  return ids;
}

/** `z.record(z.number().min(5), …)`: keys are strings in JSON, and zod omits the limits. */
function boundsNumericKeys(schema: Zod.core.$ZodType): boolean {
  const { z } = zod();
  if (!(schema instanceof z.ZodRecord)) return false;
  const { keyType } = schema;
  return (
    keyType instanceof z.ZodNumber &&
    (keyType instanceof z.ZodNumberFormat || (keyType.def.checks ?? []).length > 0)
  );
}

/** Keywords that zod can write and falc does not read. */
const unread = ["$ref", "$defs", "not", "patternProperties", "if", "contains", "dependentRequired"];

type Json = Readonly<Record<string, unknown>>;

/** Makes `z.tuple([])` valid on the way: JSON Schema allows no empty `prefixItems`. */
function findInexact(schema: Json): string | undefined {
  // For each part: whether a run fills in its default, and those below it.
  const waiting: { part: Record<string, unknown>; fillsOwn: boolean; fillsBelow: boolean }[] = [];
  const wait = (parts: unknown, fillsOwn: boolean, fillsBelow: boolean) => {
    for (const part of Object.values((parts as Json | undefined) ?? {}))
      if (typeof part === "object")
        waiting.push({ part: part as Record<string, unknown>, fillsOwn, fillsBelow });
  };
  wait([schema], true, true);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, fillsOwn, fillsBelow } = next;
    const keyword = unread.find((name) => Object.hasOwn(part, name));
    if (keyword === "not") return "a schema that accepts no value";
    if (keyword !== undefined) return `a schema that needs "${keyword}"`;
    if (!fillsOwn && Object.hasOwn(part, "default"))
      return "a default inside a union, an intersection or a tuple";
    const { properties, required, prefixItems, items, additionalProperties, propertyNames } = part;
    const needed = new Set(required as string[] | undefined);
    for (const [name, field] of Object.entries((properties as Json | undefined) ?? {}))
      if (needed.has(name) && Object.hasOwn(field as Json, "default"))
        return `the default of ${JSON.stringify(name)}, a required field`;
    if (Array.isArray(prefixItems)) {
      if (prefixItems.length === 0) delete part["prefixItems"];
      // `maxItems` expresses it.
      if (items === false) delete part["items"];
    }
    wait(properties, fillsBelow, fillsBelow);
    wait([items, additionalProperties, propertyNames], fillsBelow, fillsBelow);
    wait(part["allOf"], false, fillsBelow);
    for (const branches of [prefixItems, part["anyOf"], part["oneOf"]]) wait(branches, false, false);
  }
  return undefined;
}
