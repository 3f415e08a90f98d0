import type { StoredIndex, StoredSchema } from "../stored.ts";
import type { ParsedTypes } from "./parse-types.ts";

/**
 * The text of the catalogue's two files. The same types give the same bytes, whatever their order. Left out are
 * the types that no endpoint reaches, and plain aliases: each name is written as the type it comes down to.
 * Throws on a name that nothing declares.
 */
export function packCatalog(
  client: string,
  { types, endpoints }: ParsedTypes,
): { index: string; types: string } {
  const schemas = new Map<string, StoredSchema>();
  const resolve = (name: string): string => {
    const [target, schema] = resolveAlias(name, types);
    if (!schemas.has(target)) {
      schemas.set(target, schema); // before its own references are followed: they may come back to it
      schemas.set(target, mapReferences(schema, resolve));
    }
    return target;
  };
  const pairs = [...endpoints]
    .sort(byKey)
    .map(([id, [input, output]]) => [id, [resolve(input), resolve(output)]]);

  const lines: string[] = [];
  const places: [string, [number, number]][] = [];
  let offset = 0;
  for (const [name, schema] of [...schemas].sort(byKey)) {
    const line = JSON.stringify(schema);
    const length = Buffer.byteLength(line);
    places.push([name, [offset, length]]);
    lines.push(line);
    offset += length + 1;
  }
  const index: StoredIndex = {
    client,
    endpoints: Object.fromEntries(pairs),
    types: Object.fromEntries(places),
  };
  return { index: `${JSON.stringify(index)}\n`, types: `${lines.join("\n")}\n` };
}

/** The schema with every `$ref` in it put through `rename`. */
function mapReferences(schema: StoredSchema, rename: (name: string) => string): StoredSchema {
  const inner = (child: StoredSchema): StoredSchema => mapReferences(child, rename);
  const { $ref, anyOf, allOf, properties, additionalProperties, items, prefixItems } = schema;
  return {
    ...schema,
    ...($ref && { $ref: rename($ref) }),
    ...(anyOf && { anyOf: anyOf.map(inner) }),
    ...(allOf && { allOf: allOf.map(inner) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, inner(child)])),
    }),
    ...(additionalProperties && { additionalProperties: inner(additionalProperties) }),
    ...(items && { items: inner(items) }),
    ...(prefixItems && { prefixItems: prefixItems.map(inner) }),
  };
}

/** The type that a name stands for at the end of its aliases, under the name it has there. */
function resolveAlias(name: string, types: ParsedTypes["types"]): [name: string, schema: StoredSchema] {
  const seen = new Set<string>();
  for (let at = name; !seen.has(at);) {
    const schema = types.get(at);
    if (schema === undefined) throw new Error(`@fal-ai/client names the type ${at} and does not declare it`);
    if (schema.$ref === undefined || Object.keys(schema).length > 1) return [at, schema];
    seen.add(at);
    at = schema.$ref;
  }
  throw new Error(`@fal-ai/client declares the type ${name} as itself`);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
