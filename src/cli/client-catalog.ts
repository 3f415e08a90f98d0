/** Which catalogue has the endpoints of the `@fal-ai/client` that a project uses: versions of the client differ in them. */
import { readFileSync } from "node:fs";
import { type Client, falcsOwnClient, findClient } from "../catalog/build/find-client.ts";
import { readBuiltHeader } from "../catalog/lookup.ts";
import { isWholeCatalog } from "../catalog/read-stored.ts";
import { sha256 } from "../catalog/sha256.ts";
import { storedEncoding } from "../catalog/stored.ts";
import { inCache } from "./cache.ts";
import type { Project } from "./project.ts";
import { version as falcVersion } from "./version.ts";

export type ClientCatalog =
  /** falc's own: it was built from this client, or from one that declares the same. */
  | { readonly kind: "built-in" }
  /** In the project's cache, from `falc models sync`. */
  | { readonly kind: "synced"; readonly text: string }
  /** None. falc's own has to do, and the user has to know. */
  | { readonly kind: "missing" };

/** The project's own client or, where it has none, falc's: what `import "@fal-ai/client"` leads to. */
export function clientOf(project: Project): Client | undefined {
  return findClient(project.root) ?? falcsOwnClient();
}

/** Costs the reading of two small files where the client is the one that falc was built with. */
export function findClientCatalog(project: Project, client = clientOf(project)): ClientCatalog {
  const built = readBuiltHeader();
  if (client === undefined || client.version === built.client) return { kind: "built-in" };
  const text = client.version === undefined ? undefined : readSynced(project, client.version);
  if (text !== undefined) return { kind: "synced", text };
  return { kind: digestOfTypes(client) === built.types ? "built-in" : "missing" };
}

/** Relative to the cache. Another falc may read the types differently, so it does not take over what this one wrote. */
export function syncedFile(clientVersion: string): string {
  return `catalog/client-${clientVersion}-falc-${falcVersion()}.jsonl`;
}

/** `undefined` too for a file that is broken: it is then as if there were none. */
function readSynced(project: Project, clientVersion: string): string | undefined {
  try {
    const text = readFileSync(project.absolute(inCache(syncedFile(clientVersion))), storedEncoding);
    return isWholeCatalog(text, clientVersion) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Many versions of the client differ in other things: 1.9.6, 1.10.0 and 1.10.1 declare the same. */
export function digestOfTypes({ types }: Client): string | undefined {
  try {
    return types === undefined ? undefined : sha256(readFileSync(types));
  } catch {
    return undefined;
  }
}
