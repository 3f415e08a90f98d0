/**
 * Node's watchers of folders. Each tells what happens to the entries of one folder, also that the content of a file
 * changed, and nothing below them. On Linux (inotify), macOS (FSEvents) and Windows alike, a name is all that is relied on.
 */
import { type FSWatcher, statSync, watch } from "node:fs";
import path from "node:path";

export class FolderWatchers {
  readonly #tell: (file: string | undefined) => void;
  readonly #watched = new Map<
    string,
    { readonly identity: string; readonly watcher: FSWatcher | undefined }
  >();

  /** `tell`: with the absolute path of what something happened to; without one if that is not known. */
  constructor(tell: (file: string | undefined) => void) {
    this.#tell = tell;
  }

  has(folder: string): boolean {
    return this.#watched.has(folder);
  }

  /** Watches these folders, as far as they exist, and no others. Returns whether one of them was not watched before. */
  watch(folders: ReadonlySet<string>): boolean {
    for (const folder of this.#watched.keys()) if (!folders.has(folder)) this.#end(folder);
    let isNew = false;
    for (const folder of folders) {
      const identity = identityOf(folder);
      if (this.#watched.get(folder)?.identity === identity) continue;
      this.#end(folder);
      if (identity === undefined) continue;
      this.#watched.set(folder, { identity, watcher: this.#begin(folder) });
      isNew = true;
    }
    return isNew;
  }

  close(): void {
    for (const folder of this.#watched.keys()) this.#end(folder);
  }

  /** `undefined` if the system refuses, for example because there are too many: then only asking is left. */
  #begin(folder: string): FSWatcher | undefined {
    // Its own name is also told when it was deleted or renamed itself, and its watcher tells nothing any more.
    const own = path.basename(folder);
    const lose = (): void => {
      this.#end(folder);
      this.#tell(undefined);
    };
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === own) lose();
        else this.#tell(name === null ? undefined : path.join(folder, name));
      });
      return watcher.on("error", lose);
    } catch {
      return undefined;
    }
  }

  #end(folder: string): void {
    this.#watched.get(folder)?.watcher?.close();
    this.#watched.delete(folder);
  }
}

/** Of the folder that is there now: Git replaces folders when it changes the branch. */
function identityOf(folder: string): string | undefined {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    return found?.isDirectory() === true ? `${found.dev} ${found.ino} ${found.birthtimeMs}` : undefined;
  } catch {
    return undefined;
  }
}
