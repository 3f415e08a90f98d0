/**
 * The files of an earlier run that are shown beside new ones: which ones, and where they still are on disk. A file counts by
 * its recipe and its bytes, never by the path that a journal names: that may be anybody's.
 */
import { randomUUID } from "node:crypto";
import { constants, copyFileSync, lstatSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { printPath } from "../../graph/print-path.ts";
import { systemReason } from "../../lib/system-reason.ts";
import { type Download, type Downloads, nameFiles } from "../../runner/download.ts";
import { findFiles, type FoundFile } from "../../runner/find-files.ts";
import type { Recipe } from "../../runner/recipe/recipe.ts";
import { makersOf, recipeOf } from "../../runner/recipe/recipes-of.ts";
import type { RunFacts } from "../../runner/story/run-facts.ts";
import type { Project } from "../project/project.ts";
import { findRecipe } from "./find-recipe.ts";
import type { PastRun } from "./past-run.ts";
import { hasOutput, layOut, listNodeFiles, previousFolder, stepsFolder } from "./run-layout.ts";

/**
 * The files of the earlier run in whose place there is another one now, or none: of the nodes that have an output in both
 * runs, and of the result. Each URL once.
 */
export function listReplaced(before: RunFacts, now: RunFacts): readonly FoundFile[] {
  const urlAt = new Map<string, string>();
  const place = ({ path: found }: FoundFile, where: string) => `${where} ${printPath(found)}`;
  const ended = now.nodes.filter(hasOutput);
  for (const file of ended.flatMap(listNodeFiles)) urlAt.set(place(file, "node"), file.url);
  for (const file of findFiles(now.output ?? {})) urlAt.set(place(file, "result"), file.url);
  const ids = new Set(ended.map(({ id }) => id));
  const made = before.nodes.filter(hasOutput).filter(({ id }) => ids.has(id));
  const replaced = [
    ...made.flatMap(listNodeFiles).filter((file) => urlAt.get(place(file, "node")) !== file.url),
    ...findFiles(now.output === undefined ? {} : (before.output ?? {})).filter(
      (file) => urlAt.get(place(file, "result")) !== file.url,
    ),
  ];
  const once = new Map(replaced.toReversed().map((file) => [file.url, file]));
  return [...once.values()].reverse().slice(0, maxFiles);
}

/** A page with more is of no use. */
const maxFiles = 200;

/**
 * Copies into `previousFolder` of `folder`, which exists, what is found of the files: in the folder that the earlier run was
 * kept in, if that is in the project or beside `folder`, or in `previousFolder` itself. The others are left out.
 */
export async function copyKept(
  project: Project,
  past: PastRun,
  files: readonly FoundFile[],
  folder: string,
): Promise<Downloads> {
  const target = path.join(folder, previousFolder);
  const { result, steps } = layOut(past.facts);
  const recipeFor = recipesOf(past);
  const names = nameFiles(files);
  const places = [
    ...readablePlaces(past, project, folder).flatMap((out) => [
      { in: out, names: nameFiles(result) },
      { in: path.join(out, stepsFolder), names: nameFiles(steps) },
    ]),
    { in: target, names },
  ].map((place) => ({ ...place, entries: listFolder(place.in) }));
  const copied = new Map<string, Download>();
  for (const file of files) {
    const { url } = file;
    const as = names.get(url);
    if (as === undefined) continue;
    const recipe = recipeFor(file);
    for (const { in: place, names: placed, entries } of places) {
      const name = placed.get(url);
      const kept = await findKept(
        project,
        place,
        name === undefined ? [] : (entries.get(name) ?? []),
        recipe,
      );
      if (kept !== undefined) copied.set(url, copyFile(kept, target, `${as}${path.extname(kept)}`));
      if (copied.has(url)) break;
    }
  }
  return copied;
}

/** What the recipe of a file of that run says, however its place is named. */
export function recipesOf({ origin, facts }: PastRun): (file: FoundFile) => Recipe {
  const listed = new Map(layOut(facts).all.map((file) => [file.url, file]));
  const makers = makersOf(new Set(listed.keys()), origin.input, facts.nodes);
  return (file) => recipeOf(origin, listed.get(file.url) ?? file, makers.get(file.url));
}

/** A path in a journal may lead anywhere: to a share whose server is told who asks, say. */
function readablePlaces({ out }: PastRun, project: Project, folder: string): readonly string[] {
  if (out === undefined) return [];
  return [project.root, path.dirname(folder)].some((place) => isInside(out, place)) ? [out] : [];
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return !path.isAbsolute(relative) && relative.split(path.sep)[0] !== "..";
}

/** Its files by their names without extensions; nothing if it cannot be read, or is a link. */
function listFolder(folder: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  try {
    if (!lstatSync(folder).isDirectory()) return found;
    for (const entry of readdirSync(folder)) {
      const [, name = ""] = /^([a-z0-9_-]+)\.[a-z0-9]{1,8}$/.exec(entry) ?? [];
      if (name !== "") found.set(name, [...(found.get(name) ?? []), entry]);
    }
  } catch {
    // Then nothing is found there.
  }
  return found;
}

/** Absolute. `recipe`: what is known of the file, which its own has to agree with. */
async function findKept(
  project: Project,
  folder: string,
  names: readonly string[],
  recipe: Recipe,
): Promise<string | undefined> {
  for (const name of names) {
    const file = path.join(folder, name);
    try {
      if (!lstatSync(file).isFile()) continue;
      const found = await findRecipe(project, file, name);
      if (found.kind === "found" && isSameMaking(found.recipe, recipe)) return file;
    } catch {
      // It was removed meanwhile, or may not be read.
    }
  }
  return undefined;
}

/** Whether both are about the same file of the same call. */
function isSameMaking(one: Recipe, other: Recipe): boolean {
  if (one.workflow !== other.workflow || one.path !== other.path || one.node !== other.node) return false;
  const isNamed = one.requestId !== undefined && other.requestId !== undefined;
  return isNamed ? one.requestId === other.requestId : one.run === other.run;
}

/** As it is, under another name; a file of this name is replaced. */
function copyFile(source: string, folder: string, name: string): Download {
  const file = path.join(folder, name);
  const part = path.join(folder, `.${name}.${randomUUID()}.part`);
  try {
    if (source !== file) {
      // A new file, then a rename: a planted link is not followed.
      copyFileSync(source, part, constants.COPYFILE_EXCL);
      renameSync(part, file);
    }
    return { file: name, bytes: lstatSync(file).size };
  } catch (error) {
    rmSync(part, { force: true });
    return { message: `cannot write the file: ${systemReason(error) ?? String(error)}` };
  }
}
