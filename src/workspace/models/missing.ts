/** Every endpoint that the project's workflows use and the catalogue lacks. */
import { suggest } from "../../guess/suggest.ts";
import type { Compiler } from "../compile/open-compiler.ts";
import type { Project } from "../project/project.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { listDocuments } from "./current-documents.ts";
import { fetchDocument } from "./fetch-document.ts";
import { openProjectCatalog } from "./project-catalog.ts";
import { type DocumentWords, parseDocument, readDocumentFile, type ReadDocument } from "./read-document.ts";

/** An endpoint without a readable document. */
export interface Unavailable {
  readonly id: string;
  readonly problem: string;
  readonly hint: string | undefined;
  /** The workflows that use it. */
  readonly files: readonly string[];
}

export interface Missing {
  readonly documents: readonly ReadDocument[];
  readonly unavailable: readonly Unavailable[];
  /** Workflows that could not be evaluated up to their calls, whose endpoints are unknown. */
  readonly unread: readonly string[];
}

/**
 * An endpoint without a document does not stop the others. `from`: documents, as files and folders of files; if empty,
 * they are downloaded from fal.
 */
export async function readMissing(
  project: Project,
  from: readonly string[],
  given: DocumentWords,
  compiler: Compiler,
): Promise<Missing> {
  const { users, unread } = await findMissing(project, compiler);
  const find = from.length === 0 ? fromFal : await fromFolders(from, given);
  const documents: ReadDocument[] = [];
  const unavailable: Unavailable[] = [];
  const known = openProjectCatalog(project).ids();
  for (const [id, files] of users) {
    try {
      documents.push(await find(id));
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      const near = suggest(id, known);
      const hint = near === undefined ? undefined : `Did you mean ${near}?`;
      unavailable.push({ id, problem: error.message, hint, files });
    }
  }
  return { documents, unavailable, unread };
}

interface Unknown {
  /** Endpoint → the workflows that use it, sorted by endpoint. */
  readonly users: ReadonlyMap<string, readonly string[]>;
  readonly unread: readonly string[];
}

async function findMissing(project: Project, compiler: Compiler): Promise<Unknown> {
  const files = project.listWorkflowFiles();
  if (files.length === 0) return { users: new Map(), unread: [] };
  const compiled = await compiler.compile({ cwd: project.root, files, required: false });
  const users = new Map<string, string[]>();
  const unread: string[] = [];
  for (const { file, failed, unknownEndpoints } of compiled.files) {
    if (unknownEndpoints === undefined && failed) unread.push(file.path);
    for (const id of unknownEndpoints ?? []) users.set(id, [...(users.get(id) ?? []), file.path]);
  }
  return { users: new Map([...users].sort(([a], [b]) => (a < b ? -1 : 1))), unread };
}

type FindDocument = (id: string) => Promise<ReadDocument>;

const fromFal: FindDocument = async (id) => {
  const what = `fal's document of ${id}`;
  const document = parseDocument(await fetchDocument(id), what);
  if (document.endpoint.id === id) return document;
  throw new WorkspaceError("document-unusable", `${what} is about ${document.endpoint.id}`);
};

async function fromFolders(words: readonly string[], given: DocumentWords): Promise<FindDocument> {
  const documents = new Map<string, ReadDocument>();
  for (const file of words.flatMap((word) => listDocuments(word, given.cwd))) {
    const document = parseDocument(await readDocumentFile(file, given), file);
    documents.set(document.endpoint.id, document);
  }
  return (id) => {
    const found = documents.get(id);
    return found === undefined
      ? Promise.reject(
          new WorkspaceError("document-unusable", `${words.join(" ")} has no document for ${id}`),
        )
      : Promise.resolve(found);
  };
}
