/**
 * Finds by asking what no event tells: that a file has come back to a folder that nobody watches, or that the folder of a
 * file was replaced, as when Git changes the branch.
 */
import { statSync } from "node:fs";

export class FileStates {
  #states: ReadonlyMap<string, string> = new Map();

  /** Asks for each of these, which replace those before. */
  remember(files: Iterable<string>): void {
    this.#states = new Map(Array.from(files, (file) => [file, stateOf(file)]));
  }

  /** Those that are no longer as they were remembered. */
  changed(): readonly string[] {
    return [...this.#states].filter(([file, state]) => stateOf(file) !== state).map(([file]) => file);
  }
}

function stateOf(file: string): string {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) return "none";
    // What is in a watched folder, events tell.
    return found.isDirectory() ? `folder ${found.ino}` : `${found.ino} ${found.size} ${found.mtimeMs}`;
  } catch {
    return "unknown";
  }
}
