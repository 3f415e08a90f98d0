/** What decides where an import leads besides the sources: folders, links, package.json and tsconfig.json. */
import path from "node:path/posix";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";

/** Paths are absolute, with `/`. */
export interface Surroundings {
  /** The project's folder, with links resolved. */
  readonly root: string;
  /** The project's repository, or the project itself: configurations are searched up to here. */
  readonly repository: string;
  /** Follows links, inside the project or not; nothing is opened. */
  find(path: string): "file" | "folder" | undefined;
  /** The path with links resolved; the path itself if nothing is there. */
  realpath(path: string): string;
  /** A package.json or a TypeScript configuration; `undefined` if there is none in the repository. */
  readSettings(path: string): Settings | undefined;
}

/** `problem` is a sentence: `it is larger than 1 MB.` */
export type Settings = { readonly text: string } | { readonly problem: string };

/** `folder` and those above it, innermost first, up to and including `last`. */
export function* upwards(folder: string, last: string): Generator<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    yield at;
    if (at === last || at === path.dirname(at)) return;
  }
}

/** The nearest file of that name above `folder` within the repository. */
export function findUpwards(
  name: string,
  folder: string,
  { repository, find }: Surroundings,
): string | undefined {
  for (const at of upwards(folder, repository)) {
    const file = path.join(at, name);
    if (find(file) === "file") return file;
  }
  return undefined;
}

/** A file as messages name it: relative to the project. */
export function nameIn({ root }: Surroundings, file: string): string {
  return path.relative(root, file) || ".";
}

/** Empty if it is not a JSON object. */
export function parseSettings(settings: Settings | undefined): JsonObject {
  try {
    const text = settings !== undefined && "text" in settings ? settings.text : "";
    const parsed: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
