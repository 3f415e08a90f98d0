import type { Endpoint, Schema } from "./schema.ts";
import { mapParts } from "./schema-parts.ts";
import { sha256 } from "./sha256.ts";
import type { StoredEndpoints, StoredHeader, StoredSchema } from "./stored.ts";

export interface ReadableCatalog {
  /** Of the client's endpoints, sorted. */
  readonly ids: readonly string[];
  find(id: string): Endpoint | undefined;
}

/**
 * The endpoints in a stored catalogue. Their schemas are self-contained, and what they have in common they share: each
 * line is parsed and expanded once. Where a schema is met inside itself, at its second appearance or later, `{}` stands
 * for it. Throws, here or at a question, for a text that the builder did not write.
 */
export function readStored(text: string): ReadableCatalog {
  const lines = text.split("\n");
  const endpoints = JSON.parse(lines[1] ?? "") as StoredEndpoints; // the builder's own
  const schemaOf = schemaReader(lines);
  return {
    ids: Object.keys(endpoints),
    find(id) {
      const pair = Object.hasOwn(endpoints, id) ? endpoints[id] : undefined;
      return pair && { id, input: schemaOf(pair[0]), output: schemaOf(pair[1]) };
    },
  };
}

/** Line 0, of a text that may end anywhere behind it. `undefined` when that is no header. */
export function parseHeader(text: string): StoredHeader | undefined {
  try {
    const header = JSON.parse(text.slice(0, text.indexOf("\n"))) as Partial<StoredHeader> | null;
    const { client, types, content } = header ?? {};
    if (typeof client !== "string" || typeof types !== "string" || typeof content !== "string")
      return undefined;
    return { client, types, content };
  } catch {
    return undefined;
  }
}

/** Whether a text is a catalogue as it was written, of this client. It may come from a cache, cut off or edited. */
export function isWholeCatalog(text: string, client: string): boolean {
  const header = parseHeader(text);
  return header?.client === client && header.content === sha256(text.slice(text.indexOf("\n") + 1));
}

/** Gives the schemas of a catalogue that has these lines. */
export function schemaReader(lines: readonly string[]): (stored: StoredSchema) => Schema {
  const known = new Map<number, Schema>();
  const underway = new Set<number>();
  const cutShort = new Set<number>();

  const read = (line: number): Schema => {
    const schema = known.get(line);
    if (schema !== undefined) return schema;
    if (underway.has(line)) {
      cutShort.add(line);
      return {};
    }
    const text = lines[line];
    if (text === undefined || line < 2)
      throw new Error(`falc's endpoint catalogue has no schema on line ${line}`);
    underway.add(line);
    const expanded = expand(JSON.parse(text) as StoredSchema); // the builder's own
    underway.delete(line);
    cutShort.delete(line);
    // A schema that holds the `{}` of one still underway is right inside that one only, and not kept.
    if (cutShort.size === 0) known.set(line, expanded);
    return expanded;
  };

  const expand = (stored: StoredSchema): Schema => {
    if (typeof stored === "number") return read(stored);
    const { $ref, ...own } = stored;
    return { ...($ref !== undefined && read($ref)), ...mapParts(own, expand) };
  };

  return expand;
}
