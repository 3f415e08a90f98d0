/** The files of a node or a result, beside those of the run to compare with. */
import type { StoryFile } from "../run-story.ts";
import { type Html, markup } from "./html.ts";
import { printFigure } from "./print-file.ts";

/** The files of a node; `undefined` if there are none. */
export function printShots(
  files: readonly StoryFile[],
  before: readonly StoryFile[] | undefined,
): Html | undefined {
  const figures = printFigures(files, before, ({ path }) => markup`${path}`);
  if (figures.length === 0) return undefined;
  return markup`<div class="shots${before === undefined && figures.length > 1 ? " many" : ""}">
    ${figures}
  </div>`;
}

/** A figure for each file; with `before`, a pair for each place that has a file in either run. */
export function printFigures(
  files: readonly StoryFile[],
  before: readonly StoryFile[] | undefined,
  caption: (file: StoryFile) => Html,
): readonly Html[] {
  if (before === undefined) return files.map((file) => printFigure(file, caption(file)));
  const paths = new Set([...files, ...before].map(({ path }) => path));
  return [...paths].map((path) => {
    const [old, now] = [before, files].map((list) => list.find((file) => file.path === path));
    return markup`<div class="pair">
      ${printSide(old, "Before", caption)} ${printSide(now, "Now", caption)}
    </div>`;
  });
}

function printSide(file: StoryFile | undefined, side: string, caption: (file: StoryFile) => Html): Html {
  return file === undefined
    ? markup`<p class="missing">${side}: no file</p>`
    : printFigure(file, markup`<strong>${side}</strong> ${caption(file)}`);
}
