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
  /** It is JSON, or could not be read; but cannot be used. */
  readonly isUnusable: boolean;
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
  const settings = around.readSettings(file) ?? { problem: notRead };
  if ("problem" in settings) return unreadable(file, settings.problem, around);
  // It has its errors, but not in its type.
  const source = ts.readJsonConfigFile(file, () => settings.text) as TS.TsConfigSourceFile & {
    readonly parseDiagnostics: readonly TS.Diagnostic[];
  };
  let failure: { readonly error: unknown } | undefined;
  const extended: SettingsProblem[] = [];
  let matches = (_: string): boolean => false;
  const host: TS.ParseConfigHost & Partial<TS.ModuleResolutionHost> = {
    ...filesOf(around),
    // What it extends. TypeScript continues without a file that it cannot read.
    readFile: (name) => {
      try {
        const read = around.readSettings(name) ?? { problem: notRead };
        if ("text" in read) return read.text;
        // The manifest of a package only leads to its configuration.
        if (path.basename(name) === "package.json") return undefined;
        const isMissing = around.find(name) === undefined;
        const missing = `it extends "${nameIn(around, name)}", which does not exist.`;
        extended.push(isMissing ? unusable(file, missing, around) : unusable(name, read.problem, around));
        return undefined;
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
    problems: [...problemsOf([...source.parseDiagnostics, ...errors], file, around), ...extended],
    includes: (workflow) => fileNames.includes(workflow) || matches(workflow),
    references: isSolution ? projectReferences.map(ts.resolveProjectReferencePath) : [],
  };
}

function unreadable(file: string, problem: string, around: Surroundings): Configuration {
  const problems = [unusable(file, problem, around)];
  return { file, options: {}, problems, includes: () => false, references: [] };
}

const notRead = "falc reads only `.json` files inside the repository.";

function unusable(file: string, text: string, around: Surroundings): SettingsProblem {
  const source = { path: nameIn(around, file), text: "" };
  return { span: { source, start: 0, end: 0 }, text, isUnusable: true };
}

/** The file access that TypeScript needs. Only package.json and configurations are ever opened. */
export function filesOf({ find, realpath, readSettings }: Surroundings): TS.ModuleResolutionHost {
  return {
    fileExists: (file) => find(file) === "file",
    directoryExists: (folder) => find(folder) === "folder",
    readFile: (file) => {
      const settings = readSettings(file);
      return settings !== undefined && "text" in settings ? settings.text : undefined;
    },
    realpath,
    useCaseSensitiveFileNames: true,
  };
}

/**
 * The errors after which options may be missing: of JSON, and of what a configuration extends. `falc check` reports the
 * others.
 */
function problemsOf(
  errors: readonly TS.Diagnostic[],
  configuration: string,
  around: Surroundings,
): readonly SettingsProblem[] {
  const sources = new Map<TS.SourceFile, SourceText>();
  return [...new Set(errors)].flatMap(({ file, code, start = 0, length = 0, messageText }) => {
    if (code === circular) return [unusable(configuration, "what it extends extends it again.", around)];
    const isJson = code >= 1000 && code <= 1999;
    if (file === undefined || (!isJson && code !== notFound)) return [];
    const source = sources.get(file) ?? { path: nameIn(around, file.fileName), text: file.text };
    sources.set(file, source);
    const span = { source, start, end: start + length };
    const missing = file.text.slice(start, start + length);
    return isJson
      ? [{ span, text: ts.flattenDiagnosticMessageText(messageText, " "), isUnusable: false }]
      : [{ span, text: `it extends ${missing}, which does not exist.`, isUnusable: true }];
  });
}

/** TypeScript's codes for what a configuration extends. */
const [notFound, circular] = [6053, 18000];

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
const matchFiles = (ts as unknown as MatchesFiles).matchFiles;

interface MatchesFiles {
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
}
