/** The project's cache, `.falc/`: what is made again when it is gone, and never committed. */
import type { Project } from "./project.ts";
import type { FileContent } from "./write-file.ts";

const folder = ".falc";

/** A file of the cache, relative to the project. */
export function inCache(file: string): string {
  return `${folder}/${file}`;
}

/** What has to be written to keep a file in the cache, which ignores itself: nobody has to remember it in .gitignore. */
export function cacheFiles(project: Project, file: string, content: string): readonly FileContent[] {
  return [
    { file: project.absolute(inCache(".gitignore")), content: "*\n" },
    { file: project.absolute(inCache(file)), content },
  ];
}
