/**
 * The configuration for type checking: the project's own options for exactly the requested files. `tsc -p
 * workflows/tsconfig.json` would check what that file includes instead, and skip a workflow that it excludes; `tsc
 * a.ts` would check the right files without the project's options.
 */
import path from "node:path";
import { findUpwards } from "../../compiler/1-parse/surroundings.ts";
import { addTo } from "../../lib/add-to.ts";
import type { Project } from "../project/project.ts";

export interface ConfiguredFiles {
  /** The nearest enclosing `tsconfig.json` in the repository, relative to the project; `undefined` if there is none. */
  readonly governing: string | undefined;
  /** Relative to the project. */
  readonly files: readonly string[];
}

/** By the configuration that an editor would use for each, in the order of the files. */
export function groupByConfiguration(project: Project, files: readonly string[]): readonly ConfiguredFiles[] {
  const groups = new Map<string | undefined, string[]>();
  const known = new Map<string, string | undefined>();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    if (!known.has(folder)) known.set(folder, findGoverning(project, folder));
    addTo(groups, known.get(folder), file);
  }
  return [...groups].map(([governing, ofGroup]) => ({ governing, files: ofGroup }));
}

function findGoverning(project: Project, folder: string): string | undefined {
  const around = project.surroundings();
  const file = findUpwards("tsconfig.json", path.posix.join(around.root, folder), around);
  return file && path.posix.relative(around.root, file);
}

export interface ConfigurationOptions extends ConfiguredFiles {
  /** If the governing configuration includes none of the files: the options that it sets; the others are falc's own. */
  readonly set?: readonly string[];
}

/** The configuration's text. `folder`: where it will be, relative to the project, as are `files`. */
export function printConfiguration(folder: string, { governing, files, set }: ConfigurationOptions): string {
  const from = (file: string) => path.posix.relative(folder, file);
  return JSON.stringify({
    ...(governing !== undefined && { extends: from(governing) }),
    files: files.map(from),
    // Otherwise inherited from the project's configuration, which has other files to check.
    include: [],
    compilerOptions: { ...(governing === undefined ? defaults : set && defaultsBesides(set)), ...overrides },
  });
}

/**
 * If the project says nothing: what falc itself reads. Files are modules whatever package.json says, unlike under
 * "nodenext"; the target's own libraries include `structuredClone`.
 */
const defaults = {
  strict: true,
  target: "es2023",
  module: "preserve",
  moduleResolution: "bundler",
  resolveJsonModule: true,
  skipLibCheck: true,
};

/** Module resolution is one decision made of several options. */
const moduleOptions = ["module", "moduleResolution"];

function defaultsBesides(set: readonly string[]): object {
  const isSet = (option: string) =>
    set.includes(option) ||
    (moduleOptions.includes(option) && moduleOptions.some((other) => set.includes(other)));
  return Object.fromEntries(Object.entries(defaults).filter(([option]) => !isSet(option)));
}

/** Only checks: nothing is written, nothing is skipped, and only errors are printed. `null` unsets an option. */
const overrides = {
  noEmit: true,
  // TypeScript never emits these files, so their imports may end in `.ts`.
  allowImportingTsExtensions: true,
  noCheck: false,
  composite: false,
  incremental: false,
  tsBuildInfoFile: null,
  declaration: false,
  declarationMap: false,
  declarationDir: null,
  isolatedDeclarations: false,
  emitDeclarationOnly: false,
  rootDir: null,
  outDir: null,
  outFile: null,
  // Either makes TypeScript 6 and 7 require all files to be below the configuration's folder.
  sourceRoot: null,
  mapRoot: null,
  listFiles: false,
  listEmittedFiles: false,
  explainFiles: false,
  traceResolution: false,
  diagnostics: false,
  extendedDiagnostics: false,
};
