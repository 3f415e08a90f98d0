/**
 * `falc compile --watch`. Watchers only say that something happened; what has changed, and what depends on it, the
 * compiler finds out by asking again, so that a missed or doubled event cannot lead to a stale artifact.
 */
import path from "node:path";
import type { Compiler } from "../compile/open-compiler.ts";
import { artifactsFolder, workflowsFolder } from "../project/folders.ts";
import { Project } from "../project/project.ts";
import { isInside } from "../project/source-files.ts";
import { Events, type Happened } from "./events.ts";
import { FileStates } from "./file-states.ts";
import { FolderWatchers } from "./folder-watchers.ts";

/**
 * After a build, look once more without an event: a folder that is watched from now on may have changed before, and an
 * event that seemed certain may have had company.
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
  /** What the last build depended on, as far as it is watched. */
  let files: ReadonlySet<string> = new Set();
  const isMeant = (file: string): boolean =>
    !isIgnored(file, root) &&
    // Beside the workflows, only dependencies are, and folders in which they may appear.
    (isInside(file, workflows) || [...files].some((each) => isInside(each, file)));

  const states = new FileStates();
  const events = new Events(signal, (file) => states.fateOf(file) === "lost");
  const watchers = new FolderWatchers((file) => {
    if (file === undefined || isMeant(file)) events.add(file);
  });
  const watchFolders = (): boolean => {
    const around = [...files].map((file) => path.dirname(file)).filter((folder) => isInside(folder, root));
    const below = new Project(cwd).listFolders(workflowsFolder);
    return watchers.watch(new Set([...below, ...around]));
  };
  const causeOf = (happened: Happened): Cause => {
    if (happened.size === 0) return { kind: "check" };
    const changed = contentChanges(happened, states, watchers);
    return { kind: "change", ...(changed !== undefined && { files: changed }) };
  };
  const untilChanged = async (): Promise<Cause> => {
    for (;;) {
      const happened = await events.next(askMs);
      if (happened.size > 0 || signal.aborted || states.haveChanged()) return causeOf(happened);
    }
  };
  try {
    watchFolders();
    let cause: Cause = { kind: "start" };
    while (!signal.aborted) {
      // Before the build: what changes meanwhile is different afterwards.
      states.remember([workflows, ...files]);
      await build(cause);
      const before = files;
      files = new Set([...compiler.dependencies].filter((file) => !isIgnored(file, root)));
      const isOther = watchFolders() || [...files].some((file) => !before.has(file));
      const mayHaveMissed: boolean = cause.kind !== "check" || isOther;
      cause = mayHaveMissed ? causeOf(await events.next(lookAgainMs)) : await untilChanged();
    }
  } finally {
    watchers.close();
  }
}

/** The files whose content changed, if nothing else happened. */
function contentChanges(
  happened: Happened,
  states: FileStates,
  watchers: FolderWatchers,
): ReadonlySet<string> | undefined {
  const changed = new Set<string>();
  for (const file of happened) {
    if (file === undefined || watchers.has(file)) return undefined;
    const fate = states.fateOf(file);
    if (fate === "lost" || fate === "appeared") return undefined;
    // The other is a file that an editor wrote first, and has renamed.
    if (fate === "kept") changed.add(file);
  }
  return changed;
}

/** Installed packages are not watched, nor what falc writes itself. */
function isIgnored(file: string, root: string): boolean {
  return (
    /[/\\](?:node_modules|\.git|\.falc)(?:[/\\]|$)/.test(file) ||
    file.startsWith(path.join(root, artifactsFolder) + path.sep)
  );
}
