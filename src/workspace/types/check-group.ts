/** One run of TypeScript, on files with one configuration. */
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import { cacheFiles, inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import { writeFiles } from "../project/write-file.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { type ConfiguredFiles, printConfiguration } from "./configuration.ts";
import { parseErrors, type TypeScriptError } from "./parse-errors.ts";
import type { TypeScript } from "./project-typescript.ts";
import { type ProgramOptions, type ProgramRun, runProgram } from "./run-program.ts";

export interface GroupErrors {
  /** `misconfigured`: the errors are about the configuration, and type errors mean nothing. */
  readonly kind: "checked" | "misconfigured";
  /** Files are relative to the project. */
  readonly errors: readonly TypeScriptError[];
}

/** Throws a WorkspaceError if TypeScript fails, or the configuration cannot be written. */
export async function checkGroup(
  project: Project,
  typescript: TypeScript,
  { governing: nearest, files }: ConfiguredFiles,
  options: ProgramOptions,
): Promise<GroupErrors> {
  const run = async (...argv: readonly string[]): Promise<Ended> => {
    const ended = await runProgram([...typescript.command, ...argv], options);
    if (ended.kind === "ended") return ended;
    throw broken(typescript, ended.reason);
  };
  const show = async (config: string) => parseShown((await run("-p", config, "--showConfig")).stdout, config);
  const groups = nearest === undefined ? [{ shown: undefined, files }] : await split(nearest, files, show);
  const found: GroupErrors[] = [];
  for (const group of groups) found.push(await checkFiles(project, typescript, group, options.cwd, run));
  const misconfigured = found.filter(({ kind }) => kind === "misconfigured");
  return misconfigured.length > 0
    ? { kind: "misconfigured", errors: misconfigured.flatMap(({ errors }) => errors) }
    : { kind: "checked", errors: found.flatMap(({ errors }) => errors) };
}

async function checkFiles(
  project: Project,
  typescript: TypeScript,
  { shown, files }: Shown,
  cwd: string,
  run: (...argv: readonly string[]) => Promise<Ended>,
): Promise<GroupErrors> {
  const governing = shown?.file;
  // A solution that includes none of the files, such as Vite's, does not say how to check them.
  const set = shown?.isSolution === true ? shown.options : undefined;
  const ambient = shown?.files.filter((file) => /\.d\.[cm]?ts$/.test(file)) ?? [];
  const all = [...new Set([...files, ...project.listTypeDeclarations(), ...ambient])];
  const name = `types/${randomUUID()}.json`;
  const configuration = inCache(name);
  const content = printConfiguration(path.posix.dirname(configuration), {
    governing,
    files: all,
    ...(set && { set }),
  });
  writeConfiguration(project, name, content);
  try {
    const ended = await run("-p", configuration, "--pretty", "false");
    return sortOut(errorsOf(ended, typescript, cwd), governing, configuration);
  } finally {
    rmSync(project.absolute(configuration), { force: true });
  }
}

type Ended = ProgramRun & { readonly kind: "ended" };

/** A configuration as TypeScript resolves it. Paths are relative to the project. */
interface ShownConfiguration {
  readonly file: string;
  /** Everything that it includes, also declaration files: types that are available without an import. */
  readonly files: readonly string[];
  readonly references: readonly string[];
  /** It has no files, and references other configurations. */
  readonly isSolution: boolean;
  /** Names of the options that are set. */
  readonly options: readonly string[];
}

/** Files and the configuration that applies to them; `undefined` if there is none. */
interface Shown {
  readonly shown: ShownConfiguration | undefined;
  readonly files: readonly string[];
}

/**
 * All files under the configuration itself or, if it only references others, each under the first of them that
 * includes it, whose options an editor uses.
 */
async function split(
  nearest: string,
  files: readonly string[],
  show: (config: string) => Promise<ShownConfiguration>,
): Promise<readonly Shown[]> {
  const own = await show(nearest);
  if (!own.isSolution) return [{ shown: own, files }];
  const groups: Shown[] = [];
  let left = files;
  for (const reference of own.references) {
    if (left.length === 0) break;
    const shown = await show(reference);
    const included = left.filter((file) => shown.files.includes(file));
    if (included.length > 0) groups.push({ shown, files: included });
    left = left.filter((file) => !included.includes(file));
  }
  return left.length > 0 ? [...groups, { shown: own, files: left }] : groups;
}

/** Nothing if it is not a configuration: the check itself says why. */
function parseShown(text: string, file: string): ShownConfiguration {
  const folder = path.posix.dirname(file);
  const { files, references, compilerOptions } = parseObject(text);
  const texts = (list: unknown): readonly string[] =>
    Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : [];
  const referred = Array.isArray(references)
    ? texts(references.map((each: unknown) => (isJsonObject(each) ? each["path"] : undefined)))
    : [];
  return {
    file,
    isSolution: texts(files).length === 0 && referred.length > 0,
    options: isJsonObject(compilerOptions) ? Object.keys(compilerOptions) : [],
    files: texts(files).map((each) => path.posix.join(folder, each)),
    references: referred.map((each) => configurationAt(path.posix.join(folder, each))),
  };
}

/** A reference names a file, or a folder with a `tsconfig.json`. */
function configurationAt(reference: string): string {
  return reference.endsWith(".json") ? reference : path.posix.join(reference, "tsconfig.json");
}

function parseObject(text: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function writeConfiguration(project: Project, name: string, content: string): void {
  const files = cacheFiles(project, name, content);
  try {
    project.assertUnlinked(files.map(({ file }) => file));
    removeForgotten(path.dirname(project.absolute(inCache(name))));
    writeFiles(files, (file) => project.relative(file));
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    throw new WorkspaceError(
      "file-unwritable",
      error.message,
      "TypeScript needs a configuration file there. Without types: falc check --no-types",
    );
  }
}

/** Removes files of killed runs: no run takes an hour. They disturb nobody, so it does not matter if that fails. */
function removeForgotten(folder: string): void {
  const hourAgo = Date.now() - 3_600_000;
  try {
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      // Another run may be doing the same.
      if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? hourAgo) < hourAgo)
        rmSync(file, { force: true });
    }
  } catch {
    // There is no folder yet, or another user's.
  }
}

/** Every error, with its file relative to the project. */
function errorsOf(
  { stdout, stderr, exitCode }: Ended,
  typescript: TypeScript,
  cwd: string,
): readonly TypeScriptError[] {
  const { errors, strange } = parseErrors(stdout);
  if (strange !== undefined)
    throw broken(typescript, `printed something that is not an error: ${shorten(strange)}`);
  if (errors.length === 0 && exitCode !== 0) {
    const firstLine = stderr.trim().split("\n", 1)[0] ?? "";
    throw broken(typescript, `ended with exit code ${exitCode}${firstLine && `: ${shorten(firstLine)}`}`);
  }
  return errors.map(({ place, ...error }) => ({
    ...error,
    place: place && {
      ...place,
      file: path.relative(cwd, path.resolve(cwd, place.file)).split(path.sep).join("/"),
    },
  }));
}

/** Errors about falc's configuration, or about no file, are about the one that it extends. */
function sortOut(
  errors: readonly TypeScriptError[],
  governing: string | undefined,
  configuration: string,
): GroupErrors {
  const start = { file: governing ?? configuration, line: 1, column: 1 };
  const misconfigured = errors.flatMap((error): readonly TypeScriptError[] => {
    const { code, place = start } = error;
    if (place === start || place.file === configuration) return [{ ...error, place: start }];
    const isOption = place.file.endsWith(".json") && /^TS5\d\d\d$/.test(code);
    return place.file === governing || isOption ? [error] : [];
  });
  return misconfigured.length > 0
    ? { kind: "misconfigured", errors: misconfigured }
    : { kind: "checked", errors };
}

function broken({ version, command }: TypeScript, reason: string): WorkspaceError {
  return new WorkspaceError(
    "typescript-failed",
    `TypeScript ${version} ${reason}`,
    `It was run as ${command.join(" ")}. Without types: falc check --no-types`,
  );
}

function shorten(text: string): string {
  const line = printable(text);
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
