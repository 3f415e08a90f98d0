/** One run of TypeScript, on files with one configuration. */
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { isJsonObject } from "../../lib/json.ts";
import { cacheFiles, inCache } from "../cache.ts";
import { CommandError, exit } from "../io.ts";
import { printable } from "../printable.ts";
import type { Project } from "../project.ts";
import { writeFiles } from "../write-file.ts";
import { type ConfiguredFiles, printConfiguration } from "./configuration.ts";
import { parseErrors, type TypeScriptError } from "./parse-errors.ts";
import type { TypeScript } from "./project-typescript.ts";
import { type ProgramOptions, type ProgramRun, runProgram } from "./run-program.ts";

export interface GroupErrors {
  /** `misconfigured`: the errors are about the configuration, and what it says of types means nothing then. */
  readonly kind: "checked" | "misconfigured";
  /** Files are relative to the project. */
  readonly errors: readonly TypeScriptError[];
}

/** Throws a CommandError where TypeScript does not do its work, or the configuration cannot be written. */
export async function checkGroup(
  project: Project,
  typescript: TypeScript,
  { governing, files }: ConfiguredFiles,
  options: ProgramOptions,
): Promise<GroupErrors> {
  const run = async (...argv: readonly string[]): Promise<Ended> => {
    const ended = await runProgram([...typescript.command, ...argv], options);
    if (ended.kind === "ended") return ended;
    throw broken(typescript, ended.reason);
  };
  const ambient =
    governing === undefined
      ? []
      : listAmbient(governing, (await run("-p", governing, "--showConfig")).stdout);
  const all = [...new Set([...files, ...project.listTypeDeclarations(), ...ambient])];
  const name = `types/${randomUUID()}.json`;
  const configuration = inCache(name);
  const content = printConfiguration(path.posix.dirname(configuration), { governing, files: all });
  writeConfiguration(project, name, content);
  try {
    const ended = await run("-p", configuration, "--pretty", "false");
    return sortOut(errorsOf(ended, typescript, options.cwd), governing, configuration);
  } finally {
    rmSync(project.absolute(configuration), { force: true });
  }
}

type Ended = ProgramRun & { readonly kind: "ended" };

/** The declaration files of the project's own configuration: types that are there without an import. */
function listAmbient(governing: string, shown: string): readonly string[] {
  const { files } = parseShown(shown);
  if (!Array.isArray(files)) return [];
  const folder = path.posix.dirname(governing);
  return files
    .filter((file): file is string => typeof file === "string" && /\.d\.[cm]?ts$/.test(file))
    .map((file) => path.posix.join(folder, file));
}

/** Nothing where it is no configuration: the check itself says why. */
function parseShown(shown: string): { readonly files?: unknown } {
  try {
    const parsed: unknown = JSON.parse(shown);
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
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      error.message,
      exit.failed,
      "TypeScript needs a file there that says what to check. Without types: falc check --no-types",
    );
  }
}

/** Files of runs that were ended before they could remove them: no run takes an hour. */
function removeForgotten(folder: string): void {
  if (!existsSync(folder)) return;
  const hourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    // Another run may be doing the same.
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? hourAgo) < hourAgo)
      rmSync(file, { force: true });
  }
}

/** Every error with its file relative to the project. */
function errorsOf(
  { stdout, stderr, exitCode }: Ended,
  typescript: TypeScript,
  cwd: string,
): readonly TypeScriptError[] {
  const { errors, strange } = parseErrors(stdout);
  if (strange !== undefined) throw broken(typescript, `printed what is no error: ${shorten(strange)}`);
  if (errors.length === 0 && exitCode !== 0) {
    const said = stderr.trim().split("\n", 1)[0] ?? "";
    throw broken(typescript, `ended with exit code ${exitCode}${said && `: ${shorten(said)}`}`);
  }
  return errors.map(({ place, ...error }) => ({
    ...error,
    place: place && {
      ...place,
      file: path.relative(cwd, path.resolve(cwd, place.file)).split(path.sep).join("/"),
    },
  }));
}

/** What is said about our configuration, or about no file, is about the one that it extends. */
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

function broken({ version, command }: TypeScript, reason: string): CommandError {
  return new CommandError(
    `TypeScript ${version} ${reason}`,
    exit.failed,
    `It was started as ${command.join(" ")}. Without types: falc check --no-types`,
  );
}

function shorten(text: string): string {
  const line = printable(text);
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
