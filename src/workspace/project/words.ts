/** What a word means that a user typed: a workflow, a file or a folder of the project. */
import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import type { WorkflowFile } from "../../compiler/pipeline.ts";
import { suggest } from "../../guess/suggest.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { artifactsFolder, workflowsFolder } from "./folders.ts";
import type { Project } from "./project.ts";
import { isFolder, statOf } from "./read-source.ts";
import { isOtherCode, isSource, withoutEnding } from "./source-files.ts";
import { kebabCase, nameOf } from "./workflow-name.ts";

/**
 * The names of workflows that a word may mean, most likely first: `heroImage`, `workflows/heroImage.ts` and
 * `dist-workflows/hero-image.json` mean `hero-image`. A path is relative to `cwd` or to the project's root.
 */
export function namesOf(project: Project, word: string, cwd: string): readonly string[] {
  const typed = path.posix.normalize(word.split(path.sep).join("/"));
  const files = [project.locate(path.resolve(cwd, word)), typed].filter((file) => file !== undefined);
  const isPath = /^(\.{0,2}\/|\.\.$)/.test(word) || path.isAbsolute(word);
  return [
    ...new Set([
      word,
      ...files.flatMap((file) => {
        if (file.startsWith(`${artifactsFolder}/`))
          return [file.slice(artifactsFolder.length + 1).replace(/(\.schema)?\.json$/, "")];
        const isHere = isSource(file) && existsSync(project.absolute(file));
        return file.startsWith(`${workflowsFolder}/`) || isHere ? [nameOf(file)] : [];
      }),
      ...(isPath ? [] : [kebabCase(typed.replace(/\.ts$/, ""))]),
    ]),
  ];
}

/**
 * The meaning of a word: a workflow's name (`product-shot`), a file, or all workflows in a folder; relative to
 * `cwd`.
 */
export function findWorkflows(project: Project, word: string, cwd: string): readonly WorkflowFile[] {
  const files = project.listWorkflowFiles();
  const byName = files.filter(({ name }) => name === word);
  if (byName.length > 0) return byName;
  const file = project.locate(path.resolve(cwd, word));
  const found = file === undefined ? undefined : statOf(project.absolute(file), lstatSync);
  if (file !== undefined && found !== undefined) {
    if (isFolder(project.absolute(file))) return project.listFolder(file);
    if (isSource(file)) return [project.fileAt(file)];
  }
  const names = namesOf(project, word, cwd);
  const named = names.flatMap((name) => files.filter((each) => each.name === name));
  if (named[0] !== undefined) return [named[0]];
  if (file !== undefined && found !== undefined) {
    throw new WorkspaceError(
      "no-such-workflow",
      `${file} is not a workflow: falc compiles .ts and .mts files`,
      ...(isOtherCode(file) ? [`Rename it to ${path.basename(withoutEnding(file))}.ts.`] : []),
    );
  }
  assertNotOutside(project, word, cwd);
  const near = suggest(word, [...files.map(({ name }) => name), ...files.map(({ path }) => path)]);
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : files.length === 0
        ? `There is no .ts file in ${workflowsFolder}/.`
        : `There are: ${files.map(({ name }) => name).join(", ")}.`;
  throw new WorkspaceError("no-such-workflow", `there is no workflow or file ${JSON.stringify(word)}`, hint);
}

/** Throws for a word that is a file or folder outside the project. */
export function assertNotOutside(project: Project, word: string, cwd: string): void {
  const absolute = path.resolve(cwd, word);
  if (project.locate(absolute) !== undefined || !existsSync(absolute)) return;
  throw new WorkspaceError(
    "no-such-workflow",
    `${word} is outside the project, which is ${project.root}`,
    "Run falc in the folder of the project that it belongs to.",
  );
}
