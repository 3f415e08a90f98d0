/**
 * `falc compile --watch`. The watcher only says that something happened; what has changed, and what depends on it, the
 * compiler finds out by asking again, so that a missed or doubled event cannot lead to a stale artifact.
 */
import path from "node:path";
import { watch } from "chokidar";
import type { Compiler } from "../compile/open-compiler.ts";
import { artifactsFolder, workflowsFolder } from "../project/folders.ts";
import { Project } from "../project/project.ts";
import { FileStates } from "./file-states.ts";

/** Editors save in several steps: write, then rename; or delete, then write. */
const settleMs = { change: 5, deletion: 100 } as const;

/**
 * After a build, look once more without an event: chokidar drops the second of two changes within 50 ms, as when a
 * formatter follows a save, and paths that are new to it may have changed before it began.
 */
const lookAgainMs = 150;

/** How often it is asked whether something happened without an event. */
const askMs = 1000;

/** What a build is for. */
export type Cause =
  | { readonly kind: "start" }
  /** `files`: absolute paths of all that changed, if it is certain that nothing was made, deleted or renamed. */
  | { readonly kind: "change"; readonly files?: ReadonlySet<string> }
  /** Nothing is known to have changed. */
  | { readonly kind: "check" };

/**
 * Calls `build`, which compiles, at once and after every change, until the signal. `cwd`: the folder from which the
 * project is searched. What `build` throws ends it.
 */
export async function watchProject(
  { cwd, signal }: { readonly cwd: string; readonly signal: AbortSignal },
  compiler: Pick<Compiler, "dependencies">,
  build: (cause: Cause) => Promise<void>,
): Promise<void> {
  const { root } = new Project(cwd);
  const workflows = path.join(root, workflowsFolder);
  const watched = new Set([workflows]);
  const states = new FileStates();
  const watcher = watch(workflows, {
    ignoreInitial: true,
    ignored: (file) => isIgnored(file, root),
  });
  const events = new Events(signal);
  watcher.on("all", (event, file) => events.add(event, path.resolve(file)));
  // For example, a folder that may not be read: everything else is still watched.
  watcher.on("error", () => undefined);
  const untilChanged = async (): Promise<Cause> => {
    for (;;) {
      const cause = await events.next(askMs);
      if (cause.kind !== "check" || signal.aborted) return cause;
      const lost = states.changed();
      if (lost.length === 0) continue;
      // What should have told of them is watched no more, or something else is in its place.
      watcher.unwatch([...lost]);
      for (const file of lost) watched.delete(file);
      return cause;
    }
  };
  try {
    await new Promise<void>((resolve) => void watcher.once("ready", resolve));
    let cause: Cause = { kind: "start" };
    while (!signal.aborted) {
      // Before the build: what changes meanwhile is different afterwards.
      states.remember([...watched].filter((file) => !file.startsWith(workflows + path.sep)));
      await build(cause);
      const added = [workflows, ...compiler.dependencies].filter(
        (file) => !watched.has(file) && !isIgnored(file, root),
      );
      for (const file of added) watched.add(file);
      if (added.length > 0) watcher.add(added);
      if (cause.kind !== "check" || added.length > 0) cause = await events.next(lookAgainMs);
      else cause = await untilChanged();
    }
  } finally {
    await watcher.close();
  }
}

/** Installed packages are not watched, nor what falc writes itself. */
function isIgnored(file: string, root: string): boolean {
  return (
    /[/\\](?:node_modules|\.git|\.falc)(?:[/\\]|$)/.test(file) ||
    file.startsWith(path.join(root, artifactsFolder) + path.sep)
  );
}

/** Turns events into the moments at which they are over. */
class Events {
  readonly #signal: AbortSignal;
  /** What `next` has not told of. */
  #events: { readonly event: string; readonly file: string }[] = [];
  /** Runs until the latest events are over. */
  #settling: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#wake?.());
  }

  add(event: string, file: string): void {
    this.#events.push({ event, file });
    clearTimeout(this.#settling);
    this.#settling = setTimeout(
      () => {
        this.#settling = undefined;
        this.#wake?.();
      },
      event.startsWith("unlink") ? settleMs.deletion : settleMs.change,
    );
  }

  /** Resolves when events are over, after `limit` ms without one, or on the signal. */
  async next(limit: number): Promise<Cause> {
    let look: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      const happened = this.#events.length > 0;
      const isOver = happened && this.#settling === undefined;
      if (isOver || this.#signal.aborted) resolve();
      else if (!happened) look = setTimeout(resolve, limit);
    });
    clearTimeout(look);
    this.#wake = undefined;
    const events = this.#events;
    this.#events = [];
    if (events.length === 0) return { kind: "check" };
    const isCertain = events.every(({ event }) => event === "change");
    return { kind: "change", ...(isCertain && { files: new Set(events.map(({ file }) => file)) }) };
  }
}
