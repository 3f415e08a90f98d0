/** Downloads fal's OpenAPI document of an endpoint. Public: no key is sent. */
import { describeNetworkError } from "../../runner/network-error.ts";
import { readLimited } from "../read-limited.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** Bytes; fal's documents have about 10,000. */
export const maxDocumentLength = 10_000_000;

/** Its text, unchecked. Throws a WorkspaceError if fal cannot be reached or has no document. */
export async function fetchDocument(id: string, timeoutSeconds = 20): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const response = await fetch(documentUrl(id), {
      headers: { accept: "application/json" },
      signal: timeout,
    });
    const text = await readLimited(response, maxDocumentLength);
    if (text === undefined)
      throw failure(id, `fal's document of ${id} is larger than ${maxDocumentLength / 1_000_000} MB`);
    // For an unknown endpoint, fal answers `null` with 404.
    if (response.status === 404 || text.trim() === "null") throw failure(id, `fal has no document for ${id}`);
    if (!response.ok)
      throw failure(id, `fal answered with status ${response.status} for the document of ${id}`);
    return text;
  } catch (error) {
    if (error instanceof WorkspaceError) throw error;
    const reason = timeout.aborted
      ? `fal did not answer within ${timeoutSeconds} seconds`
      : describeNetworkError(error);
    if (reason === undefined) throw error;
    throw failure(id, `cannot fetch the document of ${id}: ${reason}`);
  }
}

function documentUrl(id: string): string {
  return `https://fal.ai/api/openapi/queue/openapi.json?endpoint_id=${encodeURIComponent(id)}`;
}

function failure(id: string, message: string): WorkspaceError {
  return new WorkspaceError(
    "document-unusable",
    message,
    `If you can get the document from ${documentUrl(id)}:\n  falc models add ${id} --from document.json`,
  );
}
