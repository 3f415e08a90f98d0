import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../schema/schema.ts";

/**
 * One schema for a value that has to satisfy several: `{ type, properties: { a } }` and `{ properties: { b } }` are
 * one object. The last description and default win, and come first. If two parts limit the same thing differently,
 * both stay, under `allOf`.
 */
export function mergeSchemas(parts: readonly Schema[]): Schema {
  const split = parts.map(splitSchema);
  const about = Object.assign({}, ...split.map((part) => part.about)) as About;
  const limited = split.filter(({ limits }) => Object.keys(limits).length > 0);
  const [only, ...others] = limited;
  if (others.length === 0) return { ...only?.title, ...about, ...only?.limits };
  let merged: Schema = {};
  const apart: Schema[] = [];
  for (const { title, limits } of limited) {
    const together = mergeTwo(merged, limits);
    if (together === undefined) apart.push({ ...title, ...limits });
    else merged = together; // the title of a part is not that of the whole
  }
  return { ...about, ...(apart.length === 0 ? merged : { allOf: [merged, ...apart] }) };
}

type About = Pick<Schema, "description" | "default" | "examples">;

interface SplitSchema {
  readonly title: Pick<Schema, "title">;
  readonly about: About;
  readonly limits: Schema;
}

export function splitSchema({
  title,
  description,
  default: initial,
  examples,
  ...limits
}: Schema): SplitSchema {
  return {
    title: title === undefined ? {} : { title },
    about: {
      ...(description !== undefined && { description }),
      ...(initial !== undefined && { default: initial }),
      ...(examples !== undefined && { examples }),
    },
    limits,
  };
}

/** `undefined` if they contradict each other, or one forbids what the other adds. */
function mergeTwo(a: Schema, b: Schema): Schema | undefined {
  const shared = (Object.keys(b) as (keyof Schema)[]).filter((key) => a[key] !== undefined);
  const clash = shared.some(
    (key) => key !== "properties" && key !== "required" && !isDeepStrictEqual(a[key], b[key]),
  );
  const closes = [a, b].some(({ additionalProperties: others }) => others !== undefined && others !== true);
  if (clash || (closes && shared.includes("properties"))) return undefined;
  return {
    ...a,
    ...b,
    ...(shared.includes("properties") && {
      properties: mergeProperties(a.properties ?? {}, b.properties ?? {}),
    }),
    ...(shared.includes("required") && {
      required: [...new Set([...(a.required ?? []), ...(b.required ?? [])])],
    }),
  };
}

type Properties = NonNullable<Schema["properties"]>;

function mergeProperties(a: Properties, b: Properties): Properties {
  const own = Object.entries(b).map(([key, schema]): [string, Schema] => {
    const inherited = Object.hasOwn(a, key) ? a[key] : undefined;
    return [key, inherited === undefined ? schema : mergeSchemas([inherited, schema])];
  });
  return { ...a, ...Object.fromEntries(own) };
}
