/**
 * Where `@fal-ai/client` is installed. It does not export its package.json, and in a program that runs from elsewhere
 * `import.meta.resolve` knows nothing of a project; so the folders are looked through as Node does. Loads no parser: every
 * command asks this.
 */
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isJsonObject, type Json } from "../../lib/json.ts";

export interface Client {
  /** Behind links, absolute. */
  readonly folder: string;
  /** `undefined` when its package.json does not say, or not as a version is written. */
  readonly version: string | undefined;
  /** The file that ought to declare its endpoints, absolute; `undefined` for a client that exports none, as before 1.1. */
  readonly types: string | undefined;
}

/** The client that a module in the folder `from` would import; `undefined` when there is none. */
export function findClient(from: string): Client | undefined {
  for (let folder = realpathSync(from); ; folder = path.dirname(folder)) {
    const installed = path.join(folder, "node_modules", "@fal-ai", "client");
    const manifest = readText(path.join(installed, "package.json"));
    if (manifest !== undefined) return clientIn(realpathSync(installed), manifest);
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The one that falc imports, and its types are typed by. */
export function falcsOwnClient(): Client | undefined {
  return findClient(path.dirname(fileURLToPath(import.meta.url)));
}

function clientIn(folder: string, manifest: string): Client {
  const { version, exports } = parseObject(manifest);
  const types = typesFile(isJsonObject(exports) ? exports["./endpoints"] : undefined);
  const isVersion = typeof version === "string" && /^\d+\.\d+\.\d+[\w.+-]{0,60}$/.test(version);
  return {
    folder,
    version: isVersion ? version : undefined,
    types: types === undefined ? undefined : path.join(folder, types),
  };
}

/** `./src/types/endpoints.js`, as 1.x exports it, or `{ "types": "./endpoints.d.ts", … }`. */
function typesFile(exported: Json | undefined): string | undefined {
  if (typeof exported === "string") return exported.replace(/\.js$/, ".d.ts");
  const types = isJsonObject(exported) ? exported["types"] : undefined;
  return typeof types === "string" ? types : undefined;
}

function parseObject(text: string): Readonly<Record<string, Json>> {
  try {
    const json = JSON.parse(text) as Json; // JSON.parse gives nothing else
    return isJsonObject(json) ? json : {};
  } catch {
    return {};
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
