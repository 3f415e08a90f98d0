import { readdirSync } from "node:fs";

/** The names in a folder of `falc run --out`, sorted: the files, a recipe beside each, and the page of the workflow. */
export function savedRun(workflow: string, files: readonly string[]): readonly string[] {
  return [...files.flatMap((file) => [file, `${file}.recipe.json`]), `${workflow}.html`].sort();
}

/** What is there of such a folder, without the files of the run before: which one that was is up to other tests. */
export function listSavedRun(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name !== "previous")
    .sort();
}
