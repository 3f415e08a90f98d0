/**
 * Where recipes are kept besides the pictures: `image.png.recipe.json` beside each file, and in the project's cache one
 * file for each digest by which a file may be known later, `.falc/recipes/<sha256>.json`.
 */
import path from "node:path";
import type { Json } from "../../lib/json.ts";
import { escapedJson } from "../../lib/printable.ts";
import type { FileDigests } from "../../runner/recipe/file-reader.ts";
import { type Recipe, printRecipe } from "../../runner/recipe/recipe.ts";
import type { SavedDigests } from "../../runner/save-file.ts";
import { cacheFiles, inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import type { FileContent } from "../project/write-file.ts";

export interface SavedRecipe {
  /** Absolute. */
  readonly file: string;
  readonly recipe: Recipe;
  readonly digests: SavedDigests;
}

export function sidecarOf(file: string): string {
  return `${file}.recipe.json`;
}

/** A sidecar names its file by what `falc recipe` compares: another run may have replaced the file. */
export function sidecarContent({ file, recipe, digests }: SavedRecipe): FileContent {
  const { received, saved } = digests;
  const about = {
    name: path.basename(file),
    sha256: saved.file,
    ...(received.file !== saved.file && { receivedSha256: received.file }),
    ...(saved.picture !== undefined && { pictureSha256: saved.picture }),
  };
  const content = { file: about, ...(JSON.parse(printRecipe(recipe)) as object) };
  return { file: sidecarOf(file), content: `${escapedJson(JSON.stringify(content, undefined, 2))}\n` };
}

/** What a sidecar's value says to be about; untrusted. */
export function digestsIn(value: Json | undefined): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const texts = Object.values(value).filter((each) => typeof each === "string");
  return texts.filter((text) => /^[0-9a-f]{64}$/.test(text));
}

/** The files to write to the project's cache. */
export function indexFiles(project: Project, recipes: readonly SavedRecipe[]): readonly FileContent[] {
  return recipes.flatMap(({ recipe, digests: { received, saved } }) => {
    const digests = [received, saved].flatMap(listDigests);
    return [...new Set(digests)].flatMap((digest) =>
      cacheFiles(project, indexed(digest), `${printRecipe(recipe)}\n`),
    );
  });
}

/** Relative to the project. */
export function indexFile(digest: string): string {
  return inCache(indexed(digest));
}

function indexed(digest: string): string {
  return `recipes/${digest}.json`;
}

export function listDigests({ file, picture }: FileDigests): readonly string[] {
  return picture === undefined ? [file] : [file, picture];
}
