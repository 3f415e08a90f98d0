import type { Schema } from "./schema.ts";
import type { StoredIndex, StoredSchema } from "./stored.ts";

/**
 * Gives the self-contained schema of a type by its name: every `$ref` replaced by what it names. Each type is
 * parsed and expanded once, and its schema shared by all that name it. Where a type is met inside itself, at
 * its second appearance or later, `{}` stands for it. `lines` is the content of `types.jsonl`. Throws on a name that is not in the index.
 */
export function readTypes(index: StoredIndex, lines: Buffer): (name: string) => Schema {
  const known = new Map<string, Schema>();
  const underway = new Set<string>();
  const cutShort = new Set<string>();

  const read = (name: string): Schema => {
    const schema = known.get(name);
    if (schema !== undefined) return schema;
    if (underway.has(name)) {
      cutShort.add(name);
      return {};
    }
    const place = Object.hasOwn(index.types, name) ? index.types[name] : undefined;
    if (place === undefined) throw new Error(`falc's endpoint catalogue names the type ${name} and lacks it`);
    underway.add(name);
    const [offset, length] = place;
    const stored = JSON.parse(lines.toString("utf8", offset, offset + length)) as StoredSchema; // the builder's own
    const expanded = expand(stored);
    underway.delete(name);
    cutShort.delete(name);
    // A schema that holds the `{}` of a type still underway is right in that type only, and not kept.
    if (cutShort.size === 0) known.set(name, expanded);
    return expanded;
  };

  const expand = ({ $ref, ...own }: StoredSchema): Schema => {
    const { anyOf, allOf, properties, additionalProperties, items, prefixItems, ...rest } = own;
    return {
      ...($ref !== undefined && read($ref)),
      ...rest,
      ...(anyOf && { anyOf: anyOf.map(expand) }),
      ...(allOf && { allOf: allOf.map(expand) }),
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, child]) => [key, expand(child)]),
        ),
      }),
      ...(additionalProperties !== undefined && {
        additionalProperties: additionalProperties && expand(additionalProperties),
      }),
      ...(items && { items: expand(items) }),
      ...(prefixItems && { prefixItems: prefixItems.map(expand) }),
    };
  };

  return read;
}
