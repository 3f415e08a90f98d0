import type { Endpoint } from "./catalog.ts";
import type { Schema } from "../schema/schema.ts";
import { mapParts } from "../schema/map-parts.ts";
import { sha256 } from "../lib/sha256.ts";
import type { StoredEndpoints, StoredHeader, StoredSchema } from "./stored.ts";

export interface ReadableCatalog {
  /** The client's endpoints, sorted. */
  readonly ids: readonly string[];
  find(id: string): Endpoint | undefined;
}

/**
 * The endpoints in a stored catalogue. Their schemas are self-contained and share common parts: each line is parsed
 * and expanded once. A recursive schema becomes `{}` at its second appearance or later. Throws, immediately or on
 * access, for a text that the builder did not write.
 */
export function readStored(text: string): ReadableCatalog {
  const lines = text.split("\n");
  const endpoints = JSON.parse(lines[1] ?? "") as StoredEndpoints; // written by the builder
  const schemaOf = schemaReader(lines);
  return {
    ids: Object.keys(endpoints),
    find(id) {
      const pair = Object.hasOwn(endpoints, id) ? endpoints[id] : undefined;
      return pair && { id, input: schemaOf(pair[0]), output: schemaOf(pair[1]) };
    },
  };
}

/** Line 0 of a text that may be cut off anywhere after it. `undefined` if it is not a header. */
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

/** Whether a text is an unmodified catalogue of this client. It may come from a cache, truncated or edited. */
export function isWholeCatalog(text: string, client: string): boolean {
  const header = parseHeader(text);
  return header?.client === client && header.content === sha256(text.slice(text.indexOf("\n") + 1));
}

/** Returns a reader for the schemas of a catalogue with these lines. */
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
    const expanded = expand(JSON.parse(text) as StoredSchema); // written by the builder
    underway.delete(line);
    cutShort.delete(line);
    // A schema that contains the `{}` of an unfinished one is valid only inside that one, and is not cached.
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
