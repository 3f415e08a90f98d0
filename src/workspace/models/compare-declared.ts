/** Compares declared endpoints with what fal says of them now. */
import type { EndpointUse } from "../../compiler/pipeline.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Change } from "../../endpoints/changes/change.ts";
import { coarsen, isSureByTypes } from "../../endpoints/changes/coarsen.ts";
import { listChanges } from "../../endpoints/changes/list-changes.ts";
import { addTo } from "../../lib/add-to.ts";
import type { Compiler } from "../compile/open-compiler.ts";
import type { Project } from "../project/project.ts";
import { placesOf } from "./broken-lines.ts";
import type { Current, FindCurrent } from "./current-documents.ts";
import { findDeclared } from "./project-catalog.ts";
import { undeclared } from "./unknown-endpoint.ts";

export interface Comparison {
  readonly id: string;
  readonly current: Current;
  readonly changes: readonly PlacedChange[];
}

export interface PlacedChange extends Change {
  /** The lines that it breaks, or that may behave differently now. */
  places: readonly Span[];
}

/** All that the project declares, without ids. Throws a WorkspaceError for one that it does not declare. */
export function declaredIds(ids: readonly string[], project: Project): readonly string[] {
  const declared = project.listDeclared();
  for (const id of ids) if (!declared.includes(id)) throw undeclared(id, project);
  return ids.length > 0 ? [...new Set(ids)] : declared;
}

export async function compareDeclared(
  ids: readonly string[],
  project: Project,
  find: FindCurrent,
): Promise<readonly Comparison[]> {
  const found: Comparison[] = [];
  for (const id of ids) {
    const declared = findDeclared(id, project);
    if (declared === undefined) continue;
    const current = await find(id);
    const changes = changesSince(declared, current).map((change) => ({ ...change, places: [] }));
    found.push({ id, current, changes });
  }
  return found;
}

function changesSince(declared: Endpoint, current: Current): readonly Change[] {
  switch (current.kind) {
    case "document":
      return listChanges(declared, current.endpoint);
    case "types":
      return listChanges(coarse(declared), coarse(current.endpoint)).filter(isSureByTypes);
    case "unknown":
      return [];
  }
}

function coarse({ id, input, output }: Endpoint): Endpoint {
  return { id, input: coarsen(input), output: coarsen(output) };
}

/** Fills in the places: compiles the workflows without writing, if there is anything to look for. */
export async function findPlaces(
  found: readonly Comparison[],
  project: Project,
  compiler: Compiler,
): Promise<void> {
  const files = project.listWorkflowFiles();
  if (files.length === 0 || found.every(({ changes }) => changes.length === 0)) return;
  const compiled = await compiler.compile({
    cwd: project.root,
    files,
    required: false,
    extras: { uses: true },
  });
  const uses = new Map<string, EndpointUse[]>();
  for (const use of compiled.files.flatMap((file) => file.uses ?? [])) addTo(uses, use.endpoint, use);
  for (const { id, changes } of found)
    for (const change of changes) change.places = placesOf(change, uses.get(id) ?? []);
}
