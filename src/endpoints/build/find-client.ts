/**
 * Finds the installed `@fal-ai/client`. It does not export its package.json, and `import.meta.resolve` in a program
 * installed elsewhere knows nothing about the project; so this searches the folders as Node does. Loads no parser:
 * every command calls this.
 */
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { parseJson, printJsonProblem } from "../../lib/parse-json.ts";
import { plugNPlayOf } from "./plug-n-play.ts";

export interface Client {
  /** Absolute, with links resolved. */
  readonly folder: string;
  /** `undefined` if its package.json has none, or not a valid one. */
  readonly version: string | undefined;
  /**
   * The file that should declare its endpoints, absolute; `undefined` for a client that exports none, as before 1.1.
   */
  readonly types: string | undefined;
  /** Why its package.json cannot be read: `…/package.json:3:1 is not valid JSON: …`. */
  readonly problem?: string;
}

/** The client that a module in the folder `from` would import; `undefined` if there is none. */
export function findClient(from: string): Client | undefined {
  const start = realpathSync(from);
  const find = plugNPlayOf(start);
  if (find !== undefined) {
    const installed = find("@fal-ai/client");
    const manifest = installed && readText(path.join(installed, "package.json"));
    return manifest === undefined || installed === undefined ? undefined : clientIn(installed, manifest);
  }
  for (let folder = start; ; folder = path.dirname(folder)) {
    const installed = path.join(folder, "node_modules", "@fal-ai", "client");
    const manifest = readText(path.join(installed, "package.json"));
    if (manifest !== undefined) return clientIn(realpathSync(installed), manifest);
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** The client that falc imports, and that falc's own types come from. */
export function ownClient(): Client | undefined {
  return findClient(path.dirname(fileURLToPath(import.meta.url)));
}

function clientIn(folder: string, manifest: string): Client {
  const parsed = parseJson(manifest);
  const { version, exports } = "value" in parsed && isJsonObject(parsed.value) ? parsed.value : {};
  const types = typesFile(isJsonObject(exports) ? exports["./endpoints"] : undefined);
  const isVersion = typeof version === "string" && /^\d+\.\d+\.\d+[\w.+-]{0,60}$/.test(version);
  return {
    folder,
    version: isVersion ? version : undefined,
    types: types === undefined ? undefined : path.join(folder, types),
    ...("problem" in parsed && { problem: printJsonProblem(path.join(folder, "package.json"), parsed) }),
  };
}

/** `./src/types/endpoints.js`, as 1.x exports it, or `{ "types": "./endpoints.d.ts", … }`. */
function typesFile(exported: Json | undefined): string | undefined {
  if (typeof exported === "string") return exported.replace(/\.js$/, ".d.ts");
  const types = isJsonObject(exported) ? exported["types"] : undefined;
  return typeof types === "string" ? types : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
