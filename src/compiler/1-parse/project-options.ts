/**
 * The TypeScript options that apply to a workflow: of the nearest tsconfig.json above it, with its extends, or of the
 * referenced project that includes the workflow. Uses TypeScript's own reader; no folder is searched.
 */
import path from "node:path/posix";
import type { SourceText, Span } from "../../diagnostics/span.ts";
import { ts, type TS } from "../typescript.ts";
import { findUpwards, nameIn, type Surroundings } from "./surroundings.ts";

export interface ProjectOptions {
  /** Absolute; `undefined` if there is none. */
  readonly file: string | undefined;
  readonly options: TS.CompilerOptions;
  /** `file`: absolute. Other files run without these options. */
  includes(file: string): boolean;
  /** If a configuration is not JSON: its content is a guess. */
  readonly problems: readonly SettingsProblem[];
}

export const noOptions: ProjectOptions = {
  file: undefined,
  options: {},
  includes: () => false,
  problems: [],
};

export interface SettingsProblem {
  readonly span: Span;
  readonly text: string;
}

/** Reads each configuration once. */
export class ProjectOptionsReader {
  readonly #around: Surroundings;
  readonly #nearest = new Map<string, string | undefined>();
  readonly #read = new Map<string, Configuration>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** `workflow`: absolute. */
  optionsOf(workflow: string): ProjectOptions {
    const folder = path.dirname(workflow);
    if (!this.#nearest.has(folder))
      this.#nearest.set(folder, findUpwards("tsconfig.json", folder, this.#around));
    const file = this.#nearest.get(folder);
    if (file === undefined) return noOptions;
    const own = this.#configuration(file);
    const including = own.references
      .filter((reference) => this.#around.find(reference) === "file")
      .map((reference) => this.#configuration(reference))
      .find((reference) => reference.includes(workflow));
    return including ?? own;
  }

  #configuration(file: string): Configuration {
    const known = this.#read.get(file) ?? parseConfiguration(file, this.#around);
    this.#read.set(file, known);
    return known;
  }
}

interface Configuration extends ProjectOptions {
  /** For one without files; else none. */
  readonly references: readonly string[];
}

function parseConfiguration(file: string, around: Surroundings): Configuration {
  const text = around.readSettings(file);
  if (text === undefined) return unreadable(file, around);
  // It has its errors, but not in its type.
  const source = ts.readJsonConfigFile(file, () => text) as TS.TsConfigSourceFile & {
    readonly parseDiagnostics: readonly TS.Diagnostic[];
  };
  let failure: { readonly error: unknown } | undefined;
  let matches = (_: string): boolean => false;
  const host: TS.ParseConfigHost & Partial<TS.ModuleResolutionHost> = {
    ...filesOf(around),
    // What it extends. TypeScript continues without a file that it cannot read.
    readFile: (name) => {
      try {
        return around.readSettings(name);
      } catch (error) {
        failure ??= { error };
        return undefined;
      }
    },
    useCaseSensitiveFileNames: true,
    readDirectory: (folder, extensions, excluded, included, depth) => {
      matches = (workflow) =>
        matchFiles(folder, extensions, excluded, included, true, folder, depth, onlyFile(workflow), same)
          .length > 0;
      return [];
    },
  };
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, host, path.dirname(file), undefined, file);
  if (failure !== undefined) throw failure.error;
  const raw = parsed.raw as { readonly files?: unknown; readonly include?: unknown } | undefined;
  const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0;
  const isSolution = isEmpty(raw?.files) && (raw?.include === undefined || isEmpty(raw.include));
  const { options, errors, fileNames, projectReferences = [] } = parsed;
  return {
    file,
    options,
    problems: problemsOf([...source.parseDiagnostics, ...errors], around),
    includes: (workflow) => fileNames.includes(workflow) || matches(workflow),
    references: isSolution ? projectReferences.map(ts.resolveProjectReferencePath) : [],
  };
}

function unreadable(file: string, around: Surroundings): Configuration {
  const source = { path: nameIn(around, file), text: "" };
  const text = "falc does not read it: it is larger than 1 MB, or a link that leads out of the repository.";
  const problems = [{ span: { source, start: 0, end: 0 }, text }];
  return { file, options: {}, problems, includes: () => false, references: [] };
}

/** The file access that TypeScript needs. Only package.json and configurations are ever opened. */
export function filesOf({ find, realpath, readSettings }: Surroundings): TS.ModuleResolutionHost {
  return {
    fileExists: (file) => find(file) === "file",
    directoryExists: (folder) => find(folder) === "folder",
    readFile: readSettings,
    realpath,
    useCaseSensitiveFileNames: true,
  };
}

/** For a broken configuration, the reader's errors; other errors are left to `falc check`. */
function problemsOf(errors: readonly TS.Diagnostic[], around: Surroundings): readonly SettingsProblem[] {
  const sources = new Map<TS.SourceFile, SourceText>();
  return [...new Set(errors)].flatMap(({ file, code, start = 0, length = 0, messageText }) => {
    if (file === undefined || code < 1000 || code > 1999) return [];
    const source = sources.get(file) ?? { path: nameIn(around, file.fileName), text: file.text };
    sources.set(file, source);
    const text = ts.flattenDiagnosticMessageText(messageText, " ");
    return [{ span: { source, start, end: start + length }, text }];
  });
}

/** A file system with a single file: all that matters is whether a pattern includes it. */
function onlyFile(file: string): (folder: string) => FolderEntries {
  return (folder) => {
    const below = folder.endsWith("/") ? folder : `${folder}/`;
    if (!file.startsWith(below)) return { files: [], directories: [] };
    const [first = "", ...rest] = file.slice(below.length).split("/");
    return rest.length === 0 ? { files: [first], directories: [] } : { files: [], directories: [first] };
  };
}

interface FolderEntries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

const same = (file: string): string => file;

/** TypeScript's own matcher, which is not in its types. */
const { matchFiles } = ts as unknown as {
  matchFiles(
    folder: string,
    extensions: readonly string[] | undefined,
    excluded: readonly string[] | undefined,
    included: readonly string[] | undefined,
    isCaseSensitive: boolean,
    workingFolder: string,
    depth: number | undefined,
    entries: (folder: string) => FolderEntries,
    realpath: (file: string) => string,
  ): string[];
};
