import { mapParts } from "../../schema/map-parts.ts";
import type { StoredEndpoints, StoredObject, StoredSchema } from "../stored.ts";
import { isPlainReference, type NamedSchema } from "./named-schema.ts";
import type { ParsedTypes } from "./parse-types.ts";

/**
 * The lines of a stored catalogue after its header. The same types give the same text, in any order. Each type that
 * an endpoint reaches, with aliases resolved, and each property that occurs twice gets its own line. Throws on an
 * undeclared name.
 */
export function packCatalog({ types, endpoints }: ParsedTypes): string {
  const pairs = [...endpoints].sort(byKey);
  const schemas = reachedTypes(
    pairs.flatMap(([, pair]) => pair),
    types,
  );
  const shared = repeatedProperties(schemas.values());

  const lineOfType = new Map([...schemas.keys()].map((name, index) => [name, firstSchemaLine + index]));
  const firstShared = firstSchemaLine + schemas.size;
  const lineOfProperty = new Map([...shared.keys()].map((text, index) => [text, firstShared + index]));

  const lineOf = (name: string): number => lineOfType.get(nameOf(name, types)) as number; // reachedTypes has them all
  const store = (schema: NamedSchema): StoredSchema =>
    isPlainReference(schema) ? lineOf(schema.$ref) : storeObject(schema);
  const storeProperty = (schema: NamedSchema): StoredSchema =>
    lineOfProperty.get(JSON.stringify(schema)) ?? store(schema);
  const storeObject = ({ $ref, properties, ...own }: NamedSchema): StoredObject => ({
    ...($ref !== undefined && { $ref: lineOf($ref) }),
    ...mapParts(own, store),
    ...(properties !== undefined && mapParts({ properties }, storeProperty)),
  });

  const stored: StoredEndpoints = Object.fromEntries(
    pairs.map(([id, [input, output]]) => [id, [store(input), store(output)]]),
  );
  const lines = [stored, ...[...schemas.values(), ...shared.values()].map(storeObject)];
  return lines.map((line) => `${escapeNonAscii(JSON.stringify(line))}\n`).join("");
}

/** `ü` → `\u00fc`: a pure ASCII file is read without decoding, in half the time. */
function escapeNonAscii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** After the header and the endpoints. */
const firstSchemaLine = 2;

/** The types that the schemas name, directly or indirectly, with aliases resolved; sorted by name. */
function reachedTypes(
  from: readonly NamedSchema[],
  types: ParsedTypes["types"],
): ReadonlyMap<string, NamedSchema> {
  const reached = new Map<string, NamedSchema>();
  const follow = (schema: NamedSchema): NamedSchema => {
    const name = schema.$ref === undefined ? undefined : nameOf(schema.$ref, types);
    const target = name === undefined ? undefined : types.get(name);
    if (name !== undefined && target !== undefined && !reached.has(name)) {
      reached.set(name, target); // before following its own names, which may lead back to it
      follow(target);
    }
    mapParts(schema, follow);
    return schema;
  };
  from.forEach(follow);
  return new Map([...reached].sort(byKey));
}

/** The properties that occur more than once in the schemas, by their text, sorted. Names of types are short enough. */
function repeatedProperties(schemas: Iterable<NamedSchema>): ReadonlyMap<string, NamedSchema> {
  const seen = new Map<string, { readonly schema: NamedSchema; times: number }>();
  const count = (schema: NamedSchema): NamedSchema => {
    for (const property of Object.values(schema.properties ?? {})) {
      const text = JSON.stringify(property);
      const known = seen.get(text);
      if (known === undefined) seen.set(text, { schema: property, times: 1 });
      else known.times += 1;
    }
    return mapParts(schema, count);
  };
  for (const schema of schemas) count(schema);
  const repeated = [...seen].filter(([, { schema, times }]) => times > 1 && !isPlainReference(schema));
  return new Map(repeated.map(([text, { schema }]): [string, NamedSchema] => [text, schema]).sort(byKey));
}

/** The name with aliases resolved. */
function nameOf(name: string, types: ParsedTypes["types"]): string {
  const seen = new Set<string>();
  for (let at = name; !seen.has(at);) {
    const schema = types.get(at);
    if (schema === undefined) throw new Error(`@fal-ai/client names the type ${at} and does not declare it`);
    if (!isPlainReference(schema)) return at;
    seen.add(at);
    at = schema.$ref;
  }
  throw new Error(`@fal-ai/client declares the type ${name} as itself`);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
