import type { CompiledFile } from "../../compiler/pipeline.ts";
import { artifactsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";

/** An artifact that can still be run although no workflow compiles to it any more. */
export interface Orphan {
  readonly artifact: string;
  /** Follows "it has no workflow": `there is no workflows/hero.ts`. */
  readonly reason: string;
}

/**
 * `workflows`: all of the project's. Without this check, a workflow that loses its `default` or `async` would
 * disappear silently.
 */
export function findOrphans(project: Project, workflows: readonly CompiledFile[]): readonly Orphan[] {
  const compiled = new Set(workflows.map(({ file }) => file.name));
  const files = new Map(project.listWorkflowFiles().map(({ name, path }) => [name, path]));
  return project
    .listArtifacts()
    .filter((name) => !compiled.has(name))
    .map((name) => {
      const source = files.get(name);
      return {
        artifact: `${artifactsFolder}/${name}.json`,
        reason:
          source === undefined
            ? `no workflow in the project is named ${name}`
            : `${source} has no async function as its default export`,
      };
    });
}
