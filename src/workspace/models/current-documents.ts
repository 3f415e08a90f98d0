/** The current input and output of endpoints: from local documents, from fal's, or from the types of fal's client. */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Catalog, Endpoint } from "../../endpoints/catalog.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { fetchDocument } from "./fetch-document.ts";
import { type DocumentWords, parseDocument, readDocumentFile } from "./read-document.ts";

export type Current =
  /** `file`: the path of a local document. */
  | { readonly kind: "document"; readonly endpoint: Endpoint; readonly file?: string }
  /** Knows less: no limits. `reason`: why there is no document. */
  | { readonly kind: "types"; readonly endpoint: Endpoint; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/** For a single endpoint. */
export type FindCurrent = (id: string) => Promise<Current>;

/** From fal, or if fal cannot be reached, from the client's types in `known`. */
export function fromFal(known: Catalog, fetch: typeof fetchDocument = fetchDocument): FindCurrent {
  return async (id) => {
    try {
      const { endpoint } = parseDocument(await fetch(id), `fal's document of ${id}`);
      return endpoint.id === id
        ? { kind: "document", endpoint }
        : { kind: "unknown", reason: `fal answered with the document of ${endpoint.id}` };
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      const reason = error.message;
      const endpoint = known.find(id);
      // The supplement is assembled from reports: it can prove nothing.
      return endpoint === undefined || endpoint.isPartial === true
        ? { kind: "unknown", reason }
        : { kind: "types", endpoint, reason };
    }
  };
}

/**
 * From a document (`-`: standard input), or from all `.json` files of a folder. Throws a WorkspaceError for an invalid
 * one.
 */
export async function fromFiles(word: string, given: DocumentWords): Promise<FindCurrent> {
  const documents = new Map<string, Extract<Current, { kind: "document" }>>();
  for (const file of listDocuments(word, given.cwd)) {
    const { endpoint } = parseDocument(await readDocumentFile(file, given), file);
    documents.set(endpoint.id, { kind: "document", endpoint, file });
  }
  return (id) =>
    Promise.resolve(documents.get(id) ?? { kind: "unknown", reason: `${word} has no document for it` });
}

/** The file, or all `.json` files of the folder. Throws a WorkspaceError if there is neither. */
export function listDocuments(word: string, cwd: string): readonly string[] {
  if (word === "-") return [word];
  try {
    const folder = path.resolve(cwd, word);
    if (!statSync(folder).isDirectory()) return [word];
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    return names.sort().map((name) => path.join(word, name));
  } catch (error) {
    throw systemError(error, word) ?? error;
  }
}
