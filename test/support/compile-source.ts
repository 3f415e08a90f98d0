/** Compiles files for tests: a fixture folder on disk, or sources given as text. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import {
  compile,
  type CompileResult,
  type EmittedWorkflow,
  type SourceHost,
  type Surroundings,
  type CompileExtras,
} from "../../src/compiler/pipeline.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";

export interface Compiled {
  readonly emitted: EmittedWorkflow | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `code:line`, in file order. */
  readonly result: CompileResult;
}

/** Compiles one file of a folder; paths are relative to the folder. `change` is applied to every file that is read. */
export function compileFolder(
  folder: string,
  file: string,
  name: string,
  extras?: CompileExtras,
  change: (text: string) => string = (text) => text,
): Compiled {
  const host: SourceHost = {
    read: (relative) => {
      const absolute = path.join(folder, relative);
      return statSync(absolute, { throwIfNoEntry: false })?.isFile()
        ? change(readFileSync(absolute, "utf8"))
        : undefined;
    },
    list: (relative) => {
      const absolute = path.join(folder, relative);
      return existsSync(absolute) ? readdirSync(absolute) : [];
    },
  };
  return compileWith(host, file, name, extras);
}

/**
 * Compiles `main.ts` of the given files; a string is short for `{ "main.ts": text }`. A `tsconfig.json` among them is
 * used.
 */
export function compileText(
  files: string | Readonly<Record<string, string>>,
  extras?: CompileExtras,
): Compiled {
  const all = typeof files === "string" ? { "main.ts": files } : files;
  const host: SourceHost = {
    read: (relative) => (Object.hasOwn(all, relative) ? all[relative] : undefined),
    list: () => Object.keys(all),
    ...(Object.hasOwn(all, "tsconfig.json") && { surroundings: surroundingsIn(all) }),
  };
  return compileWith(host, "main.ts", "main", extras);
}

function surroundingsIn(files: Readonly<Record<string, string>>): Surroundings {
  const root = "/project";
  const textOf = (file: string) => files[path.posix.relative(root, file)];
  return {
    root,
    repository: root,
    find: (file) => (file === root ? "folder" : textOf(file) === undefined ? undefined : "file"),
    realpath: (file) => file,
    readSettings: (file) => {
      const text = textOf(file);
      return text === undefined ? undefined : { text };
    },
  };
}

/** Shared by all: opening it takes as long as compiling a small workflow, and nobody may modify its schemas. */
const catalog = openCatalog();

function compileWith(host: SourceHost, file: string, name: string, extras?: CompileExtras): Compiled {
  const result = compile([{ path: file, name }], host, catalog, true, undefined, extras);
  return { emitted: result.files[0]?.emitted, diagnostics: result.diagnostics, result };
}
