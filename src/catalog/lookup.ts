/**
 * The catalogue of endpoints: what the builder wrote, and the supplement. Nothing is read before the first
 * question; then both files are, once and synchronously, and a type is parsed when an endpoint first needs it.
 * (To read all 1.4 MB of types takes 1 ms; to read the forty of ten endpoints one by one takes 2.)
 */
import { readFileSync } from "node:fs";
import { readTypes } from "./read-types.ts";
import type { Catalog, Endpoint, Schema } from "./schema.ts";
import { catalogFolder, indexFile, typesFile, type StoredIndex } from "./stored.ts";
import { supplement } from "./supplement.ts";

/**
 * A catalogue whose schemas share what they have in common: they must not be changed. What both the client and
 * the supplement know is answered as the client has it. Throws, at the first question, when `folder` holds no
 * built catalogue.
 */
export function openCatalog(folder: URL = catalogFolder): Catalog {
  const found = new Map<string, Endpoint | undefined>();
  let built: BuiltCatalog | undefined;
  let ids: readonly string[] | undefined;
  return {
    find(id) {
      built ??= readBuilt(folder);
      if (!found.has(id))
        found.set(id, findBuilt(id, built) ?? supplement.find((endpoint) => endpoint.id === id));
      return found.get(id);
    },
    ids() {
      built ??= readBuilt(folder);
      ids ??= [...new Set([...Object.keys(built.index.endpoints), ...supplement.map(({ id }) => id)])].sort();
      return ids;
    },
  };
}

interface BuiltCatalog {
  readonly index: StoredIndex;
  readonly schemaOf: (typeName: string) => Schema;
}

function findBuilt(id: string, { index, schemaOf }: BuiltCatalog): Endpoint | undefined {
  const names = Object.hasOwn(index.endpoints, id) ? index.endpoints[id] : undefined;
  return names && { id, input: schemaOf(names[0]), output: schemaOf(names[1]) };
}

function readBuilt(folder: URL): BuiltCatalog {
  try {
    const index = JSON.parse(readFileSync(new URL(indexFile, folder), "utf8")) as StoredIndex; // the builder's own
    return { index, schemaOf: readTypes(index, readFileSync(new URL(typesFile, folder))) };
  } catch (error) {
    throw new Error(
      `falc's endpoint catalogue is not in ${folder.href}: run "npm run build" in falc's own folder`,
      {
        cause: error,
      },
    );
  }
}
