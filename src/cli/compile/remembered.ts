/**
 * Keeps the results of compilations in the user's cache folder. If nothing changed that a compilation depended on, its
 * result is read back, and the compiler is not even loaded.
 */
import path from "node:path";
import process from "node:process";
import { deserialize, serialize } from "node:v8";
import type { CompileResult } from "../../compiler/pipeline.ts";
import { Project } from "../project.ts";
import { cacheName, readCached, writeCached } from "../user-cache.ts";
import { type Answer, areStillGiven } from "./answers.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";

/** Where results are kept, and by which compiler they were made. */
export interface Memory {
  readonly folder: string;
  /** Changes with falc's code. */
  readonly compiler: string;
}

/** The result of the same request, if the compiler would come to it again. */
export function recall(request: CompileRequest, memory: Memory): CompileResult | undefined {
  const project = new Project(request.cwd);
  const content = readCached(fileFor(request, project, memory));
  if (content === undefined) return undefined;
  const { answers, result } = deserialize(content) as Remembered;
  return areStillGiven(answers, project) ? result : undefined;
}

/** Errors are not kept: some depend on how long something took. */
export function remember(request: CompileRequest, { result, answers }: Compilation, memory: Memory): void {
  if (result.files.some(({ failed }) => failed)) return;
  const content = serialize({ answers, result } satisfies Remembered);
  if (content.length <= maxLength) writeCached(fileFor(request, new Project(request.cwd), memory), content);
}

/** Bytes. A hundred workflows are one million. */
const maxLength = 20_000_000;

interface Remembered {
  readonly answers: readonly Answer[];
  readonly result: CompileResult;
}

function fileFor(
  { files, required, extras = {} }: CompileRequest,
  { root }: Project,
  { folder, compiler }: Memory,
): string {
  const key = [compiler, process.version, process.arch, root, JSON.stringify([files, required, extras])];
  return path.join(folder, cacheName("compiled", key));
}
