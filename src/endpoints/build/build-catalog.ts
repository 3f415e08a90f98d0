import { sha256 } from "../../lib/sha256.ts";
import type { StoredHeader } from "../stored.ts";
import { packCatalog } from "./pack-catalog.ts";
import { parseTypes } from "./parse-types.ts";

/**
 * The text of a catalogue, from the text of a client's `endpoints.d.ts` and that client's version. Deterministic.
 * Throws if the types do not have the form that falc knows. Takes about a second, mostly to load and run a parser.
 */
export function buildCatalog(client: string, types: string): string {
  const parsed = parseTypes(types);
  if (parsed.endpoints.size === 0)
    throw new Error("@fal-ai/client declares no endpoints in an EndpointTypeMap");
  const content = packCatalog(parsed);
  const header: StoredHeader = { client, types: sha256(types), content: sha256(content) };
  return `${JSON.stringify(header)}\n${content}`;
}
