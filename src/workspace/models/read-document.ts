/** The text of fal's OpenAPI document of an endpoint → the endpoint. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Endpoint } from "../../endpoints/catalog.ts";
import { readOpenApi } from "../../endpoints/openapi/read-openapi.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { parseJson } from "../../lib/parse-json.ts";
import { printable } from "../../lib/printable.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { maxDocumentLength } from "./fetch-document.ts";

export interface ReadDocument {
  readonly endpoint: Endpoint;
  /** What the document leaves open and should not, in words. */
  readonly notes: readonly string[];
}

/** `what`: how messages name the text. Throws a WorkspaceError for an invalid document. */
export function parseDocument(text: string, what: string): ReadDocument {
  const notes: string[] = [];
  const read = readOpenApi(parse(text, what), (note) => notes.push(note));
  if ("problem" in read) throw unreadable(what, read.problem);
  if (!isEndpointId(read.id))
    throw unreadable(what, `it is about ${JSON.stringify(read.id)}, which is not a valid endpoint id`);
  return { endpoint: read, notes };
}

/** How words that name documents are read. */
export interface DocumentWords {
  /** Paths are relative to it. */
  readonly cwd: string;
  /** The document for the word `-`. */
  readStdin(): Promise<Uint8Array>;
}

/** A file's text; `-` is standard input. `unusable`: the error for a file that is not text. */
export async function readDocumentFile(
  word: string,
  { cwd, readStdin }: DocumentWords,
  unusable = unreadable,
): Promise<string> {
  const decode = (bytes: Uint8Array, what: string): string => {
    const decoded = decodeText(bytes);
    if ("text" in decoded) return decoded.text;
    throw unusable(what, `it ${decoded.problem}`);
  };
  if (word === "-") return decode(await readStdin(), "standard input");
  try {
    const file = path.resolve(cwd, word);
    const found = statSync(file);
    // Reading a pipe would block.
    if (!found.isFile() && !found.isDirectory())
      throw new WorkspaceError("file-unreadable", `${word} is not a regular file`);
    if (found.size > maxDocumentLength)
      throw new WorkspaceError(
        "file-unreadable",
        `${word} is larger than ${maxDocumentLength / 1_000_000} MB`,
      );
    return decode(readFileSync(file), word);
  } catch (error) {
    throw systemError(error, word) ?? error;
  }
}

function parse(text: string, what: string): unknown {
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed.value;
  const { problem, line, column } = parsed;
  throw unreadable(what, `it is not JSON (line ${line}, column ${column}: ${problem})`);
}

function unreadable(what: string, problem: string): WorkspaceError {
  return new WorkspaceError(
    "document-unusable",
    `${what} is not the OpenAPI document of an endpoint: ${printable(problem)}`,
    "fal publishes one for every endpoint: https://fal.ai/api/openapi/queue/openapi.json?endpoint_id=<id>",
  );
}
