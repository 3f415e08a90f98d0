/** The project's cache, `.falc/`: files that can be regenerated, and are never committed. */
import type { Project } from "../project/project.ts";
import type { FileContent } from "../project/write-file.ts";

const folder = ".falc";

/** A file of the cache, relative to the project. */
export function inCache(file: string): string {
  return `${folder}/${file}`;
}

/**
 * The files to write to keep a file in the cache. The cache ignores itself, so that nobody has to add it to
 * .gitignore.
 */
export function cacheFiles(project: Project, file: string, content: string): readonly FileContent[] {
  return [
    { file: project.absolute(inCache(".gitignore")), content: "*\n" },
    { file: project.absolute(inCache(file)), content },
  ];
}
