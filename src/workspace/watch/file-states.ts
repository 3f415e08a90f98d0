/**
 * How files were when they were last looked at. Asking finds what no event tells: that a file has come back to a folder that
 * nobody watches, that the folder of a file was replaced, as when Git changes the branch, or a change on a disk of another
 * machine.
 */
import { statSync } from "node:fs";

export class FileStates {
  #states: ReadonlyMap<string, string> = new Map();

  /** Asks for each of these, which replace those before. */
  remember(files: Iterable<string>): void {
    this.#states = new Map(Array.from(files, (file) => [file, stateOf(file)]));
  }

  /** Whether any is no longer as it was remembered. */
  haveChanged(): boolean {
    return [...this.#states].some(([file, state]) => stateOf(file) !== state);
  }

  /** What has become of a file since it was remembered. */
  fateOf(file: string): "kept" | "lost" | "appeared" | "absent" {
    const was = isThere(this.#states.get(file) ?? nothing);
    const is = isThere(stateOf(file));
    return was ? (is ? "kept" : "lost") : is ? "appeared" : "absent";
  }
}

const nothing = "none";

function isThere(state: string): boolean {
  return state !== nothing;
}

function stateOf(file: string): string {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) return nothing;
    // What is in a watched folder, events tell.
    return found.isDirectory() ? `folder ${found.ino}` : `${found.ino} ${found.size} ${found.mtimeMs}`;
  } catch {
    return "unknown";
  }
}
