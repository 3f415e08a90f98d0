/** The documents of endpoints that somebody names, from fal or from files. */
import { WorkspaceError } from "../workspace-error.ts";
import { fetchDocument } from "./fetch-document.ts";
import { type DocumentWords, parseDocument, readDocumentFile, type ReadDocument } from "./read-document.ts";

/** Throws a WorkspaceError if there is none, or it is about another endpoint. */
export async function fetchRequested(id: string): Promise<ReadDocument> {
  const what = `fal's document of ${id}`;
  const document = parseDocument(await fetchDocument(id), what);
  assertAbout(id, document, what, "");
  return document;
}

/**
 * In the order of the files. `id`: what they have to be about, if that is known. Throws a WorkspaceError for an invalid
 * document, and for two of one endpoint.
 */
export async function readRequested(
  id: string | undefined,
  files: readonly string[],
  given: DocumentWords,
): Promise<readonly ReadDocument[]> {
  const found = new Map<string, string>();
  const documents: ReadDocument[] = [];
  for (const file of files) {
    const what = file === "-" ? "standard input" : file;
    const document = parseDocument(await readDocumentFile(file, given), what);
    assertAbout(id, document, what, ` --from ${file}`);
    const other = found.get(document.endpoint.id);
    if (other !== undefined)
      throw new WorkspaceError(
        "document-unusable",
        `${other} and ${what} are both about ${document.endpoint.id}`,
        "Leave out one of them.",
      );
    found.set(document.endpoint.id, what);
    documents.push(document);
  }
  return documents;
}

/** `from`: how to read it again. */
function assertAbout(id: string | undefined, { endpoint }: ReadDocument, what: string, from: string): void {
  const about = endpoint.id;
  if (id === undefined || about === id) return;
  throw new WorkspaceError(
    "document-unusable",
    `${what} is about ${about}, not about ${id}`,
    `If that is the one you mean: falc models add ${about}${from}`,
  );
}
