/**
 * Runs the compiler for every command that compiles, in its own thread: the author's code may nest and recurse as
 * deep as it likes, and a thread's stack size can be chosen; and an untrusted file must not use up the memory or time
 * of whoever compiles it. The evaluator's own counters, which give the same diagnostic on every machine, come first;
 * these limits are for cases that no counter covers.
 */
import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { compilerProgram, compilerWorker, fromSources } from "../../assets.ts";
import { type CompileResult, joinFiles } from "../../compiler/join-files.ts";
import { reasonOf } from "../../lib/system-reason.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { userCacheFolder } from "../user-cache.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";
import type { CompilerMessage } from "./messages.ts";
import type { CompilerThreadData } from "./worker.ts";

/** The main thread has 1; a call in the author's code takes 2 to 20 KB, and 1,000 may be nested. */
const stackSizeMb = 64;
/** For the thread's own heap; the rest of the process takes another 100. */
const maxOldGenerationSizeMb = 400;
/** For one workflow. The slowest successful ones take a twentieth. */
const maxSeconds = 60;

export interface Compiler {
  /** Throws a CommandError for an unreadable file, or if memory or time run out. */
  compile(request: CompileRequest): Promise<CompileResult>;
}

/** Loads the compiler only for files for which something changed since they were last compiled. */
export function openCompiler({ env }: Pick<Io, "env">): Compiler {
  return {
    async compile(request) {
      // When running from the sources (tests), the compiler runs in this thread: Node 20 cannot load TypeScript into a
      // worker.
      if (fromSources) return (await import("./compilation.ts")).runCompilation(request);
      const codeCache = userCacheFolder(env);
      const compiled =
        codeCache === undefined
          ? await ask(startWorker({ codeCache }), request)
          : await compileChanged(request, codeCache);
      return joinFiles(
        compiled.map((each) => each.compiled),
        request.required,
      );
    },
  };
}

async function compileChanged(request: CompileRequest, folder: string): Promise<readonly Compilation[]> {
  const { idOf, remembered } = await import("./remembered.ts");
  const { known, keep } = remembered(request, { folder, compiler: identityOf(compilerProgram) });
  const missing = request.files.filter((file) => !known.has(idOf(file)));
  const made =
    missing.length === 0 ? [] : await ask(startWorker({ codeCache: folder }), { ...request, files: missing });
  keep(made);
  const all = new Map([...known, ...made.map((each) => [idOf(each.compiled.file), each] as const)]);
  return request.files.flatMap((file) => all.get(idOf(file)) ?? []);
}

function identityOf(program: URL): string {
  const { size, mtimeMs } = statSync(program);
  return [program.href, size, mtimeMs].join();
}

function startWorker(workerData: CompilerThreadData): Worker {
  const worker = new Worker(compilerWorker, {
    workerData,
    resourceLimits: { stackSizeMb, maxOldGenerationSizeMb },
  });
  worker.unref();
  return worker;
}

async function ask(worker: Worker, request: CompileRequest): Promise<readonly Compilation[]> {
  worker.ref();
  let current: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<readonly Compilation[]>((resolve, reject) => {
      const watch = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(exhausted(current, `${maxSeconds} seconds`)), maxSeconds * 1000);
      };
      worker.on("message", (message: CompilerMessage) => {
        if (message.kind === "compiled") resolve(message.compilations);
        else if (message.kind === "begun") {
          current = message.path;
          watch();
        } else reject(errorOf(message));
      });
      worker.on("error", (error) => reject(explained(error, current)));
      watch();
      worker.postMessage(request);
    });
  } finally {
    clearTimeout(timer);
    // Left to the end of the process, which is faster than waiting for its cleanup.
    worker.unref();
  }
}

function errorOf(message: CompilerMessage & { readonly kind: "refused" | "crashed" }): Error {
  if (message.kind === "refused") return new CommandError(message.message, message.exitCode, message.hint);
  const error = new Error("the compiler crashed");
  error.stack = message.trace;
  return error;
}

function explained(error: NodeJS.ErrnoException, file: string | undefined): Error {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return exhausted(file, `${maxOldGenerationSizeMb} MB of memory`);
  }
  if (error.code !== "ERR_WORKER_INIT_FAILED") return error;
  const [code = ""] = /\bE[A-Z]+$/.exec(error.message) ?? [];
  return new CommandError(
    `cannot start the compiler's thread: ${reasonOf(code) ?? error.message}`,
    exit.failed,
    "The system limits how many files, threads and how much memory a process may use: see ulimit -a.",
  );
}

function exhausted(file: string | undefined, limit: string): CommandError {
  return new CommandError(
    `compiling ${file ?? "the project"} stopped after ${limit}`,
    exit.failed,
    "Loops and recursion run at compile time. Use less data, or split the workflow into several.",
  );
}
