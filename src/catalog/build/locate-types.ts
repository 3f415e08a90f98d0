import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { isJsonObject } from "../../lib/json.ts";

/**
 * The file that declares fal's endpoint types, and the version of the client it belongs to. The package does
 * not export its package.json, so that is looked for from the types upwards. Throws when either is elsewhere.
 */
export function locateTypes(): { file: URL; version: string } {
  const module = createRequire(import.meta.url).resolve("@fal-ai/client/endpoints");
  const file = pathToFileURL(module.replace(/\.js$/, ".d.ts"));
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", file), "utf8"));
  if (
    !isJsonObject(manifest) ||
    manifest["name"] !== "@fal-ai/client" ||
    typeof manifest["version"] !== "string"
  )
    throw new Error(`${file.href} is not where @fal-ai/client 1.x keeps its endpoint types`);
  return { file, version: manifest["version"] };
}
