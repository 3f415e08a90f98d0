import path from "node:path";
import { fileURLToPath } from "node:url";
import { ownFolder } from "../../assets.ts";
import type { SourcePlace } from "../../compiler/pipeline.ts";
import type { Project } from "../project/project.ts";

/**
 * The locations of a stack trace that the author wrote, innermost first: in files of the project, but not in its
 * packages or in falc.
 */
export function authorPlaces(stack: string, project: Project): readonly SourcePlace[] {
  const places: SourcePlace[] = [];
  for (const line of stack.split("\n")) {
    const [, place, row, column] = /^\s+at (?:.*?\()?([^()]+?):(\d+):(\d+)\)?$/.exec(line) ?? [];
    if (place === undefined) continue;
    const absolute = toPath(place.replace(/^async /, ""));
    const file = project.relative(absolute);
    // In falc's own repository, falc itself is inside the project.
    const inProject = path.isAbsolute(absolute) && !file.startsWith("../") && !path.isAbsolute(file);
    if (!inProject || file.includes("node_modules/") || absolute.startsWith(ownFolder)) continue;
    places.push({ file, line: Number(row), column: Number(column) });
  }
  return places;
}

function toPath(place: string): string {
  if (!place.startsWith("file:")) return place;
  const url = new URL(place);
  // A loader may add its own parameters to the path.
  url.search = "";
  return fileURLToPath(url);
}
