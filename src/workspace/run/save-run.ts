/**
 * Keeps a run in a folder: the files of its result, those of its steps in `steps/`, a recipe beside and inside each, and
 * a page that shows them all.
 */
import { lstatSync } from "node:fs";
import path from "node:path";
import { systemReason } from "../../lib/system-reason.ts";
import {
  type Download,
  type Downloads,
  listSaved,
  saveByUrl,
  type SavedFiles,
} from "../../runner/download.ts";
import { fileName } from "../../runner/file-name.ts";
import { findFiles, type FoundFile } from "../../runner/find-files.ts";
import { printRecipe } from "../../runner/recipe/recipe.ts";
import { makersOf, recipeOf } from "../../runner/recipe/recipes-of.ts";
import { printPage } from "../../runner/story/page/print-page.ts";
import type { NodeFacts, RunFacts } from "../../runner/story/run-facts.ts";
import { type Kept, type StoryOrigin, tellStory } from "../../runner/story/tell-story.ts";
import { makeFolder } from "../project/make-folder.ts";
import type { Project } from "../project/project.ts";
import { type FileContent, writeFiles } from "../project/write-file.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { indexFiles, type SavedRecipe, sidecarContent } from "./recipe-files.ts";

export interface SavedRun {
  readonly state: RunFacts["state"];
  /** The files of the result; if there is none, those of every node that finished. */
  readonly result: SavedFiles;
  /** All others, in `stepsFolder`. Their paths begin with the node's id. */
  readonly steps: SavedFiles;
  /** Its name in the folder. */
  readonly stepsFolder: string;
  /** The page's name in the folder. */
  readonly page?: string;
  /** What was to be written to the folder, and could not be. */
  readonly problem?: string;
  /** Why `falc recipe` will not find these files by their content. */
  readonly indexProblem?: string;
}

const stepsFolder = "steps";

/** `folder`: absolute, and there. Never throws for what a disk or a server does. */
export async function saveRun(
  project: Project,
  origin: StoryOrigin,
  facts: RunFacts,
  folder: string,
  signal?: AbortSignal,
): Promise<SavedRun> {
  const finished = facts.nodes.filter(hasOutput);
  const result = facts.state === "completed" ? findFiles(facts.output ?? {}) : finished.flatMap(listFiles);
  const known = new Set(result.map(({ url }) => url));
  const steps = finished.flatMap(listFiles).filter(({ url }) => !known.has(url));

  const files = [...new Map([...result, ...steps].toReversed().map((file) => [file.url, file])).values()];
  const makers = makersOf(new Set(files.map(({ url }) => url)), origin.input, finished);
  const recipeFor = (file: FoundFile) => recipeOf(origin, file, makers.get(file.url));
  const textFor = (file: FoundFile) => printRecipe(recipeFor(file));
  const options = { textFor, ...(signal !== undefined && { signal }) };
  const atTop = await saveByUrl(result, folder, options);
  const below = await saveSteps(steps, folder, options);
  const all: Downloads = new Map([...inFolder(atTop, ""), ...inFolder(below, `${stepsFolder}/`)]);

  const saved = files.flatMap((file): SavedRecipe[] => {
    const each = all.get(file.url);
    return each === undefined || "message" in each || each.digests === undefined
      ? []
      : [{ file: path.join(folder, each.file), recipe: recipeFor(file), digests: each.digests }];
  });
  const page = pageName(origin.workflow, atTop);
  const story = tellStory(origin, facts, new Map([...all].map(([url, each]) => [url, keptOf(each)])));
  const problem = write([
    ...saved.map(sidecarContent),
    { file: path.join(folder, page), content: printPage(story) },
  ]);
  const indexProblem = writeIndex(project, saved);
  return {
    state: facts.state,
    result: listSaved(result, atTop),
    steps: listSaved(steps, below),
    stepsFolder,
    ...(problem === undefined ? { page } : { problem }),
    ...(indexProblem !== undefined && { indexProblem }),
  };
}

type FinishedNode = NodeFacts & Required<Pick<NodeFacts, "output">>;

function hasOutput(node: NodeFacts): node is FinishedNode {
  return node.output !== undefined;
}

/** Named after the node, and where they are in its answer. */
function listFiles({ id, output }: FinishedNode): readonly FoundFile[] {
  return findFiles({ [id]: output });
}

async function saveSteps(
  files: readonly FoundFile[],
  folder: string,
  options: Parameters<typeof saveByUrl>[2],
): Promise<Downloads> {
  if (files.length === 0) return new Map();
  const steps = path.join(folder, stepsFolder);
  try {
    makeFolder(steps);
    // A link would lead out of the folder that the user has named.
    if (!lstatSync(steps).isDirectory()) return failAll(files, `${stepsFolder} is a link, not a folder`);
  } catch (error) {
    return failAll(files, `cannot make the folder ${stepsFolder}: ${systemReason(error) ?? String(error)}`);
  }
  return saveByUrl(files, steps, options);
}

function failAll(files: readonly FoundFile[], message: string): Downloads {
  return new Map(files.map(({ url }) => [url, { message }]));
}

function inFolder(downloads: Downloads, folder: string): Downloads {
  return new Map(
    [...downloads].map(([url, each]) => [
      url,
      "message" in each ? each : { ...each, file: `${folder}${each.file}` },
    ]),
  );
}

function keptOf(each: Download): Kept {
  return "message" in each ? { problem: each.message } : { saved: each.file, bytes: each.bytes };
}

/** `product-shot.html`; `ads-hero.html` for one in a folder. Not the name of a page that a model made. */
function pageName(workflow: string, downloads: Downloads): string {
  const taken = new Set([...downloads.values()].map((each) => ("message" in each ? "" : each.file)));
  const name = fileName([workflow]);
  return taken.has(`${name}.html`) ? `${name}-run.html` : `${name}.html`;
}

function write(files: readonly FileContent[]): string | undefined {
  try {
    writeFiles(files, (file) => path.basename(file));
    return undefined;
  } catch (error) {
    if (error instanceof WorkspaceError) return error.message;
    throw error;
  }
}

function writeIndex(project: Project, recipes: readonly SavedRecipe[]): string | undefined {
  const files = indexFiles(project, recipes);
  try {
    project.assertUnlinked(files.map(({ file }) => file));
  } catch (error) {
    if (error instanceof WorkspaceError) return error.message;
    throw error;
  }
  return write(files);
}
