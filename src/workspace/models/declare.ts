/** Writes the files that declare endpoints: all or none. */
import type { Project } from "../project/project.ts";
import { writeFiles } from "../project/write-file.ts";
import { type Declaration, prepareDeclaration } from "./declaration-files.ts";
import type { ReadDocument } from "./read-document.ts";

export type Added = ReadDocument & Declaration;

/** In the order of the documents. */
export async function declare(
  documents: readonly ReadDocument[],
  project: Project,
): Promise<readonly Added[]> {
  const added: Added[] = [];
  for (const document of documents)
    added.push({ ...document, ...(await prepareDeclaration(document.endpoint, project)) });
  const files = added.flatMap((each) => each.files);
  project.assertUnlinked(files.map(({ file }) => file));
  writeFiles(files, (file) => project.relative(file));
  return added;
}
