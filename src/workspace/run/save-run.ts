/**
 * Keeps a run in a folder: the files of its result, those of its steps in `steps/`, those of an earlier run that they
 * replace in `previous/`, a recipe beside and inside each new one, and a page that shows them all.
 */
import { existsSync, lstatSync, rmdirSync } from "node:fs";
import path from "node:path";
import { systemReason } from "../../lib/system-reason.ts";
import {
  type Download,
  type Downloads,
  listSaved,
  nameFiles,
  saveByUrl,
  type SavedFiles,
} from "../../runner/download.ts";
import { fileName } from "../../runner/file-name.ts";
import type { FoundFile } from "../../runner/find-files.ts";
import { printRecipe } from "../../runner/recipe/recipe.ts";
import { makersOf, recipeOf } from "../../runner/recipe/recipes-of.ts";
import type { SaveOptions } from "../../runner/save-file.ts";
import { printPage } from "../../runner/story/page/print-page.ts";
import type { RunFacts } from "../../runner/story/run-facts.ts";
import type { RunStory } from "../../runner/story/run-story.ts";
import { type Kept, type StoryOrigin, tellStory } from "../../runner/story/tell-story.ts";
import { makeFolder } from "../project/make-folder.ts";
import type { Project } from "../project/project.ts";
import { type FileContent, writeFiles } from "../project/write-file.ts";
import { WorkspaceError } from "../workspace-error.ts";
import type { PastRun } from "./past-run.ts";
import { copyKept, listReplaced, recipesOf } from "./previous-files.ts";
import { indexFiles, type SavedRecipe, sidecarContent } from "./recipe-files.ts";
import { layOut, previousFolder, stepsFolder } from "./run-layout.ts";

export interface SavedRun {
  readonly state: RunFacts["state"];
  /** The files of the result; if there is none, those of every node that finished. */
  readonly result: SavedFiles;
  /** All others, in `stepsFolder`. Their paths begin with the node's id. */
  readonly steps: SavedFiles;
  /** Those of the run to compare with, in `previousFolder`; without those that cannot be had any more. */
  readonly previous: SavedFiles;
  /** The page's name in the folder. */
  readonly page?: string;
  /** What was to be written to the folder, and could not be. */
  readonly problem?: string;
  /** Why `falc recipe` will not find these files by their content. */
  readonly indexProblem?: string;
}

export interface KeepOptions {
  /** The run to compare with. */
  readonly previous?: PastRun | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The run is told from its journal, which says less than a recipe that may be there already. */
  readonly isFromJournal?: boolean;
}

/** `folder`: absolute, and there. Never throws for what a disk or a server does. */
export async function saveRun(
  project: Project,
  origin: StoryOrigin,
  facts: RunFacts,
  folder: string,
  { previous, signal, isFromJournal = false }: KeepOptions = {},
): Promise<SavedRun> {
  const { result, steps, all: files } = layOut(facts);
  const makers = makersOf(new Set(files.map(({ url }) => url)), origin.input, facts.nodes);
  const recipeFor = (file: FoundFile) => recipeOf(origin, file, makers.get(file.url));
  const textFor = (file: FoundFile) => printRecipe(recipeFor(file));
  const options = { textFor, ...(signal !== undefined && { signal }) };
  const before = previous && new Previous(project, previous, facts, folder);
  // First: the new files may replace them.
  await before?.copy();
  const atTop = await saveByUrl(result, folder, options);
  const below = await saveBelow(steps, folder, stepsFolder, options);
  // Last: this was not paid for now.
  await before?.fetch(signal);
  const all: Downloads = new Map([...inFolder(atTop, ""), ...inFolder(below, `${stepsFolder}/`)]);

  const saved = files.flatMap((file): SavedRecipe[] => {
    const each = all.get(file.url);
    return each === undefined || "message" in each || each.digests === undefined
      ? []
      : [{ file: path.join(folder, each.file), recipe: recipeFor(file), digests: each.digests }];
  });
  const page = pageName(origin.workflow, atTop);
  const story = tellStory(origin, facts, keptOf(all));
  const told = before?.tell();
  const problem = write([
    ...saved.map(sidecarContent),
    { file: path.join(folder, page), content: printPage(story, told && { previous: told }) },
  ]);
  const indexProblem = writeIndex(project, saved, !isFromJournal);
  return {
    state: facts.state,
    result: listSaved(result, atTop),
    steps: listSaved(steps, below),
    previous: before?.list() ?? { saved: [], failed: [] },
    ...(problem === undefined ? { page } : { problem }),
    ...(indexProblem !== undefined && { indexProblem }),
  };
}

/** For all files of the run to compare with, after those of the run itself. */
const maxWaitMs = 60_000;

/** The files of an earlier run that are replaced: from disk, or from where the models left them, if they are still there. */
class Previous {
  readonly #project: Project;
  readonly #past: PastRun;
  readonly #folder: string;
  readonly #files: readonly FoundFile[];
  readonly #kept = new Map<string, Download>();

  constructor(project: Project, past: PastRun, facts: RunFacts, folder: string) {
    this.#project = project;
    this.#past = past;
    this.#folder = folder;
    this.#files = listReplaced(past.facts, facts);
  }

  async copy(): Promise<void> {
    if (this.#files.length === 0) return;
    const unusable = prepareBelow(this.#folder, previousFolder);
    const kept =
      unusable === undefined
        ? await copyKept(this.#project, this.#past, this.#files, this.#folder)
        : failAll(this.#files, unusable);
    for (const [url, each] of kept) this.#kept.set(url, each);
  }

  /** Costs nothing, so it is tried; but nobody waits long for what is gone. */
  async fetch(signal: AbortSignal | undefined): Promise<void> {
    const missing = this.#files.filter(({ url }) => !this.#kept.has(url));
    if (missing.length === 0) return removeIfEmpty(path.join(this.#folder, previousFolder));
    const names = nameFiles(this.#files);
    const recipeFor = recipesOf(this.#past);
    const limit = AbortSignal.timeout(maxWaitMs);
    // Named as if all of them were fetched.
    const named = missing.map((file) => ({ ...file, name: [names.get(file.url) ?? "file"] }));
    const found = await saveByUrl(named, path.join(this.#folder, previousFolder), {
      // So that it is found here the next time.
      textFor: (file) => printRecipe(recipeFor(file)),
      silenceMs: 10_000,
      retryDelayMs: 0,
      maxBytes: 200_000_000,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    const late = { message: `it did not come within ${maxWaitMs / 1000} seconds` };
    for (const [url, each] of found)
      this.#kept.set(url, "message" in each && limit.aborted && signal?.aborted !== true ? late : each);
    removeIfEmpty(path.join(this.#folder, previousFolder));
  }

  list(): SavedFiles {
    return listSaved(this.#files, this.#kept);
  }

  tell(): RunStory {
    const { origin, facts } = this.#past;
    return tellStory(origin, facts, keptOf(inFolder(this.#kept, `${previousFolder}/`)));
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds files, or is not there.
  }
}

async function saveBelow(
  files: readonly FoundFile[],
  folder: string,
  name: string,
  options: SaveOptions,
): Promise<Downloads> {
  if (files.length === 0) return new Map();
  const unusable = prepareBelow(folder, name);
  return unusable === undefined
    ? saveByUrl(files, path.join(folder, name), options)
    : failAll(files, unusable);
}

/** Makes a folder of this name in the folder; a clause why there can be none. */
function prepareBelow(folder: string, name: string): string | undefined {
  try {
    makeFolder(path.join(folder, name));
    // A link would lead out of the folder that the user has named.
    return lstatSync(path.join(folder, name)).isDirectory() ? undefined : `${name} is a link, not a folder`;
  } catch (error) {
    return `cannot make the folder ${name}: ${systemReason(error) ?? String(error)}`;
  }
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

/** By URL, what became of the files. */
function keptOf(downloads: Downloads): ReadonlyMap<string, Kept> {
  return new Map(
    [...downloads].map(([url, each]) => [
      url,
      "message" in each ? { problem: each.message } : { saved: each.file, bytes: each.bytes },
    ]),
  );
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

function writeIndex(
  project: Project,
  recipes: readonly SavedRecipe[],
  replaces: boolean,
): string | undefined {
  const files = indexFiles(project, recipes).filter(({ file }) => replaces || !existsSync(file));
  try {
    project.assertUnlinked(files.map(({ file }) => file));
  } catch (error) {
    if (error instanceof WorkspaceError) return error.message;
    throw error;
  }
  return write(files);
}
