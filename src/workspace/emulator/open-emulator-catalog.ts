import type { Catalog } from "../../endpoints/catalog.ts";
import { extendCatalog } from "../../endpoints/extend.ts";
import { openCatalog } from "../../endpoints/lookup.ts";
import { readSourceMap } from "../artifacts/source-map.ts";
import { openProjectCatalog } from "../models/project-catalog.ts";
import type { Project } from "../project/project.ts";

/**
 * What an emulator of the whole project knows: its catalogue, and the endpoints that its compiled workflows declare.
 * For an id that is unknown, it looks again, so that one that was declared or compiled since is found; one that was
 * changed is not. Outside a project, it is falc's own catalogue.
 */
export function openEmulatorCatalog(project: Project): Catalog {
  const builtIn = openCatalog();
  const open = (): Catalog => {
    const maps = project.listArtifacts().map((name) => readSourceMap(project, name));
    const declared = maps.flatMap((map) => map?.endpoints ?? []);
    return extendCatalog(openProjectCatalog(project, builtIn), declared);
  };
  let current = open();
  return {
    find: (id) => current.find(id) ?? (current = open()).find(id),
    ids: () => current.ids(),
  };
}
