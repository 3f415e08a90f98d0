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
  return markup`<div class="shots${!isCompared(files, before) && figures.length > 1 ? " many" : ""}">
    ${figures}
  </div>`;
}

/** Whether there are pairs: some file is another one than before. */
export function isCompared(
  files: readonly StoryFile[],
  before: readonly StoryFile[] | undefined,
): before is readonly StoryFile[] {
  return before !== undefined && listPlaces(files, before).some(({ old, now }) => isReplaced(old, now));
}

/** A figure for each file; with `before`, a pair for each place that had another file, or none, or has none now. */
export function printFigures(
  files: readonly StoryFile[],
  before: readonly StoryFile[] | undefined,
  caption: (file: StoryFile) => Html,
): readonly Html[] {
  if (!isCompared(files, before)) return files.map((file) => printFigure(file, caption(file)));
  return listPlaces(files, before).map(({ old, now }) => {
    if (now !== undefined && !isReplaced(old, now))
      return printFigure(now, markup`${caption(now)}, as before`);
    return markup`<div class="pair">
      ${printSide(old, "Before", caption)} ${printSide(now, "Now", caption)}
    </div>`;
  });
}

interface Place {
  readonly old: StoryFile | undefined;
  readonly now: StoryFile | undefined;
}

function listPlaces(files: readonly StoryFile[], before: readonly StoryFile[]): readonly Place[] {
  const paths = new Set([...files, ...before].map(({ path }) => path));
  const at = (list: readonly StoryFile[], path: string) => list.find((file) => file.path === path);
  return [...paths].map((path) => ({ old: at(before, path), now: at(files, path) }));
}

/** The same URL is the same file, unless the earlier run has one of its own. */
function isReplaced(old: StoryFile | undefined, now: StoryFile | undefined): boolean {
  return old?.url !== now?.url || old?.saved !== undefined;
}

function printSide(file: StoryFile | undefined, side: string, caption: (file: StoryFile) => Html): Html {
  return file === undefined
    ? markup`<p class="missing">${side}: no file</p>`
    : printFigure(file, markup`<strong>${side}</strong> ${caption(file)}`);
}
