/** The names in a folder of `falc run --out`, sorted: the files, a recipe beside each, and the page of the workflow. */
export function savedRun(workflow: string, files: readonly string[]): readonly string[] {
  return [...files.flatMap((file) => [file, `${file}.recipe.json`]), `${workflow}.html`].sort();
}
