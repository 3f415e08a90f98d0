/**
 * The catalogue of endpoints: what the builder wrote, plus the supplement. The text is read once, synchronously, on
 * first access, and a schema is parsed when an endpoint first needs it.
 */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { builtCatalog } from "../assets.ts";
import { parseHeader, type ReadableCatalog, readStored } from "./read-stored.ts";
import type { Catalog, Endpoint } from "./catalog.ts";
import { storedEncoding, type StoredHeader } from "./stored.ts";
import { supplement } from "./supplement.ts";

/**
 * A catalogue whose schemas share common parts, so they must not be modified. If both the client and the supplement
 * have an endpoint, the client's is used. `read` gives the text that the builder wrote; its errors are thrown on
 * first access.
 */
export function openCatalog(read: () => string = readBuilt): Catalog {
  const found = new Map<string, Endpoint | undefined>();
  let stored: ReadableCatalog | undefined;
  let ids: readonly string[] | undefined;
  return {
    find(id) {
      stored ??= readStored(read());
      if (!found.has(id)) found.set(id, stored.find(id) ?? supplement.find((endpoint) => endpoint.id === id));
      return found.get(id);
    },
    ids() {
      stored ??= readStored(read());
      ids ??= [...new Set([...stored.ids, ...supplement.map(({ id }) => id)])].sort();
      return ids;
    },
  };
}

/** The text of the catalogue built with falc. Throws if there is none. */
export function readBuilt(file: URL = builtCatalog): string {
  try {
    return readFileSync(file, storedEncoding);
  } catch (error) {
    throw notBuilt(file, error);
  }
}

/** The sources of the catalogue built with falc: one small read. Throws if there is none. */
export function readBuiltHeader(): StoredHeader {
  const start = Buffer.alloc(maxHeaderLength);
  try {
    const descriptor = openSync(builtCatalog, "r");
    readSync(descriptor, start);
    closeSync(descriptor);
  } catch (error) {
    throw notBuilt(builtCatalog, error);
  }
  const header = parseHeader(start.toString(storedEncoding));
  if (header === undefined) throw notBuilt(builtCatalog, undefined);
  return header;
}

/** Bytes. Two digests and a version take a third of it. */
const maxHeaderLength = 1000;

/** Any other error, such as too many open files, is not about falc. */
function notBuilt(file: URL, cause: unknown): unknown {
  if (cause !== undefined && (cause as NodeJS.ErrnoException).code !== "ENOENT") return cause;
  return new Error(
    `falc's endpoint catalogue is not at ${file.href}: run "npm run build" in falc's own folder`,
    { cause },
  );
}
