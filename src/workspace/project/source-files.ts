/** Which files below a folder are sources, and which of them may be workflows: by name only. */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

export interface FoundFile {
  /** The path as reached, and with links resolved; both absolute. */
  readonly named: string;
  readonly real: string;
}

/**
 * Every file below a folder, sorted by path. Links to folders are followed if they lead to another place inside the
 * root, each once; other links are ignored. `root`: with links resolved; `undefined` to follow none.
 */
export function listFilesBelow(folder: string, root: string | undefined): readonly FoundFile[] {
  const files = [...walk(folder, root, entriesOf)].flatMap(({ files }) => files);
  return files.sort((a, b) => (a.named < b.named ? -1 : 1));
}

/** The folder and those below it, as reached. Not those below one that cannot be read. */
export function listFoldersBelow(folder: string, root: string): readonly string[] {
  const entries = (each: string) => {
    try {
      return entriesOf(each);
    } catch {
      return [];
    }
  };
  return Array.from(walk(folder, root, entries), ({ named }) => named);
}

const entriesOf = (folder: string) => readdirSync(folder, { withFileTypes: true });

function* walk(
  folder: string,
  root: string | undefined,
  entriesOf: (folder: string) => readonly Dirent[],
): Generator<{ readonly named: string; readonly files: readonly FoundFile[] }> {
  const top = realpathSync(folder);
  const seen = new Set<string>();
  const waiting: FoundFile[] = [{ named: folder, real: top }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next.real)) continue;
    seen.add(next.real);
    const files: FoundFile[] = [];
    for (const entry of entriesOf(next.real)) {
      if (entry.name === "node_modules") continue;
      const found: FoundFile = {
        named: path.join(next.named, entry.name),
        real: path.join(next.real, entry.name),
      };
      if (entry.isDirectory()) waiting.push(found);
      else if (entry.isFile()) files.push(found);
      else if (entry.isSymbolicLink()) {
        const behind = behindLink(found.real);
        if (behind?.isFolder !== true) files.push({ named: found.named, real: behind?.real ?? found.real });
        else if (root !== undefined && isInside(behind.real, root) && !isInside(behind.real, top)) {
          waiting.push({ named: found.named, real: behind.real });
        }
      }
    }
    yield { named: next.named, files };
  }
}

function behindLink(link: string): { readonly real: string; readonly isFolder: boolean } | undefined {
  try {
    return { real: realpathSync(link), isFolder: statSync(link).isDirectory() };
  } catch {
    // A dangling or circular link.
    return undefined;
  }
}

export function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder + path.sep);
}

/** Files that falc compiles. */
export function isSource(file: string): boolean {
  return /\.m?ts$/.test(file) && !/\.d\.m?ts$/.test(file);
}

/** JavaScript and TypeScript that falc does not compile. */
export function isOtherCode(file: string): boolean {
  return /\.(?:tsx|cts|[cm]?jsx?)$/.test(file) && !/\.d\.cts$/.test(file);
}

/**
 * Whether a file, relative to the workflows' folder, may be a workflow: not a helper, whose name or folder starts
 * with `_`, and not a file of another tool, such as `hero.test.ts` or `vitest.config.ts`.
 */
export function mayBeWorkflow(file: string): boolean {
  const isHelper = file.split(/[/\\]/).some((part) => part.startsWith("_"));
  return !isHelper && !/\.(?:test|spec|bench|e2e|stories|config|setup)\.\w+$/.test(file);
}

/** `workflows/hero.ts` → `workflows/hero`: the name that a source and its outputs share. */
export function withoutEnding(file: string): string {
  return file.replace(/\.\w+$/, "");
}
