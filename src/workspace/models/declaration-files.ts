/** The two files of a declared endpoint: the lock that workflows are checked against, and the types for editors. */
import { isDeepStrictEqual } from "node:util";
import type { Endpoint } from "../../endpoints/catalog.ts";
import { parseDeclaration, printDeclaration } from "../../endpoints/declaration.ts";
import { printTypes } from "../../endpoints/print-types/print-types.ts";
import { modelsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { isCurrent, type FileContent } from "../project/write-file.ts";
import { declarationFile } from "./project-catalog.ts";

/** `workflows/models/me/app.d.ts`, relative to the project. */
export function typesFile(id: string): string {
  return `${modelsFolder}/${id}.d.ts`;
}

export interface Declaration {
  /** Both files. The first is unchanged if it has the same content in another layout. */
  readonly files: readonly FileContent[];
  /** `undefined` if there is no readable one. */
  readonly before: Endpoint | undefined;
  readonly status: "new" | "unchanged" | "replaced";
}

/** The files that declare the endpoint, formatted by prettier without a configuration. */
export async function prepareDeclaration(endpoint: Endpoint, project: Project): Promise<Declaration> {
  const { format } = await import("prettier");
  const [json, types] = [declarationFile(endpoint.id), typesFile(endpoint.id)];
  const text = project.readText(json);
  const parsed = text === undefined ? undefined : parseDeclaration(endpoint.id, text);
  const before = parsed === undefined || "problem" in parsed ? undefined : parsed;
  const isSame = before !== undefined && isDeepStrictEqual(before, plain(endpoint));
  const files = [
    {
      file: project.absolute(json),
      content:
        isSame && text !== undefined ? text : await format(printDeclaration(endpoint), { parser: "json" }),
    },
    { file: project.absolute(types), content: await format(printTypes(endpoint), { parser: "typescript" }) },
  ];
  const isWritten = files.every(({ file, content }) => isCurrent(file, content));
  return { files, before, status: text === undefined ? "new" : isWritten ? "unchanged" : "replaced" };
}

/** The endpoint as it is read back from its file. */
function plain(endpoint: Endpoint): unknown {
  return parseDeclaration(endpoint.id, printDeclaration(endpoint));
}
