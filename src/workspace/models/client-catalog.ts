/** Which catalogue describes the endpoints of the `@fal-ai/client` that a project uses: its versions differ in them. */
import { readFileSync } from "node:fs";
import { type Client, ownClient, findClient } from "../../endpoints/build/find-client.ts";
import { readBuilt, readBuiltHeader } from "../../endpoints/lookup.ts";
import { isWholeCatalog } from "../../endpoints/read-stored.ts";
import { storedEncoding } from "../../endpoints/stored.ts";
import { sha256 } from "../../lib/sha256.ts";
import { inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import { version as falcVersion } from "../version.ts";

export interface ClientCatalog {
  /**
   * - `built-in`: falc's own. It was built from the installed client, or from one with the same endpoints.
   * - `synced`: in the project's cache, from `falc models sync`.
   * - `missing`: there is none for the installed client. falc's own is used instead, and the user is told.
   */
  readonly kind: "built-in" | "synced" | "missing";
  /** The version of the client that it was built from. */
  readonly client: string;
  /** Its text. */
  read(): string;
}

/** The project's own client or, if it has none, falc's: what `import "@fal-ai/client"` resolves to. */
export function clientOf(project: Project): Client | undefined {
  return findClient(project.root) ?? ownClient();
}

/** Reads only two small files if the client is the one that falc was built with. */
export function findClientCatalog(project: Project, client = clientOf(project)): ClientCatalog {
  const { client: own, types } = readBuiltHeader();
  const builtIn = { client: own, read: () => readBuilt() };
  if (client === undefined || client.version === own) return { kind: "built-in", ...builtIn };
  const { version } = client;
  const text = version === undefined ? undefined : readSynced(project, version);
  if (version !== undefined && text !== undefined) {
    return { kind: "synced", client: version, read: () => text };
  }
  return { kind: digestOfTypes(client) === types ? "built-in" : "missing", ...builtIn };
}

/** Relative to the cache. Includes falc's version, because another version may read the types differently. */
export function syncedFile(clientVersion: string): string {
  return `catalog/client-${clientVersion}-falc-${falcVersion()}.jsonl`;
}

/** `undefined` also for a broken file, which counts as missing. */
function readSynced(project: Project, client: string): string | undefined {
  try {
    const text = readFileSync(project.absolute(inCache(syncedFile(client))), storedEncoding);
    return isWholeCatalog(text, client) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Many versions of the client differ only in other things: 1.9.6, 1.10.0 and 1.10.1 declare the same endpoints. */
export function digestOfTypes({ types }: Client): string | undefined {
  try {
    return types === undefined ? undefined : sha256(readFileSync(types));
  } catch {
    return undefined;
  }
}
