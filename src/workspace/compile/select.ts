/** Selects the files that `falc compile` compiles. */
import { statSync } from "node:fs";
import type { CompiledFile, WorkflowFile } from "../../compiler/pipeline.ts";
import { artifactsFolder, workflowsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { findWorkflows } from "../project/words.ts";
import { WorkspaceError } from "../workspace-error.ts";

/**
 * The files that the words mean, without duplicates; all workflows without words. Throws if there is none, or one is
 * unreadable.
 */
export function selectFiles(
  project: Project,
  words: readonly string[],
  cwd: string,
): readonly WorkflowFile[] {
  const found =
    words.length > 0 ? words.flatMap((word) => findWorkflows(project, word, cwd)) : listAll(project);
  const files = [...new Map(found.map((file) => [`${file.path} ${file.name}`, file])).values()];
  if (files.length === 0) throw nothingToCompile(project);
  for (const file of files) project.assertReadable(file);
  return files;
}

/** Everything below `workflows/` that is a workflow, or would be one in a language that falc compiles. */
export function listAll(project: Project): readonly WorkflowFile[] {
  return [...project.listWorkflowFiles(), ...project.listOtherFiles()];
}

/**
 * Throws if two workflows would share an artifact: the second would silently replace the first. `selected` were
 * compiled, so those of them that are not among `workflows` are known to be helpers; for other files, the name
 * decides.
 */
export function assertOwnArtifacts(
  project: Project,
  workflows: readonly CompiledFile[],
  selected: readonly WorkflowFile[],
): void {
  const byName = new Map<string, string>();
  for (const { file } of workflows) {
    if (file.name.endsWith(".schema")) {
      throw new WorkspaceError(
        "name-taken",
        `${file.path} cannot be a workflow: ${file.name}.json is the name of another workflow's interface file`,
        "Rename the file.",
      );
    }
    const other = byName.get(file.name);
    if (other !== undefined) throw namesakes(other, file.path, file.name);
    byName.set(file.name, file.path);
  }
  const known = new Set(selected.map(({ path }) => path));
  for (const { path, name } of project.listWorkflowFiles()) {
    const other = byName.get(name);
    if (other !== undefined && !known.has(path)) throw namesakes(other, path, name);
  }
}

function namesakes(one: string, other: string, name: string): WorkspaceError {
  return new WorkspaceError(
    "name-taken",
    `${one} and ${other} would both become ${artifactsFolder}/${name}.json`,
    "Rename one of them.",
  );
}

/** `files`: those that were read. */
export function nothingToCompile(project: Project, files: readonly WorkflowFile[] = []): WorkspaceError {
  const looked = files.map(({ path }) => `${path} has no async function as its default export.\n`).join("");
  const folder = project.absolute(workflowsFolder);
  const isFile = statSync(folder, { throwIfNoEntry: false })?.isFile() === true;
  return new WorkspaceError(
    "no-such-workflow",
    isFile ? `${folder} is a file, not a folder of workflows` : `there is no workflow in ${folder}`,
    `${looked}A workflow is a .ts file that exports an async function as its default:

    // ${workflowsFolder}/hello.ts
    import { model } from "falc";

    const flux = model("fal-ai/flux/dev");

    export default async function hello(input: { prompt: string }) {
      const photo = await flux({ prompt: input.prompt });
      return { image: photo.images[0].url };
    }`,
  );
}
