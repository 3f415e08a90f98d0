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
import type { WorkflowFile } from "../../compiler/pipeline.ts";
import { reasonOf } from "../../lib/system-reason.ts";
import { userCacheFolder } from "../cache/user-cache.ts";
import type { Environment } from "../environment.ts";
import { WorkspaceError } from "../workspace-error.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";
import { Dependencies } from "./dependencies.ts";
import { idOf } from "./id-of.ts";
import type { CompilerMessage } from "./messages.ts";
import type { Kept } from "./remembered.ts";
import type { CompilerThreadData } from "./worker.ts";

/** The main thread has 1; a call in the author's code takes 2 to 20 KB, and 1,000 may be nested. */
const stackSizeMb = 64;
/** For the thread's own heap; the rest of the process takes another 100. */
const maxOldGenerationSizeMb = 400;
/** For one workflow. The slowest successful ones take a twentieth. */
const maxSeconds = 60;

export interface Compiler {
  /**
   * Can be called again. Throws a WorkspaceError for an unreadable file, or if memory or time run out. `changed`: absolute
   * paths of all that changed since the last call; without it, the compiler looks for itself.
   */
  compile(request: CompileRequest, changed?: ReadonlySet<string>): Promise<CompileResult>;
  /** Absolute paths of what the last compilation depended on, whether it exists or not. */
  readonly dependencies: ReadonlySet<string>;
}

/** Loads the compiler only for files for which something changed since they were last compiled. */
export function openCompiler({ env }: { readonly env: Environment }): Compiler {
  const folder = userCacheFolder(env);
  const thread = new CompilerThread(folder);
  const memories = new Map<string, Kept>();
  const dependencies = new Dependencies();
  let compilations: readonly Compilation[] = [];
  let root = "";
  const compileAll = async (request: CompileRequest) => {
    // When running from the sources (tests), the compiler runs in this thread: Node 20 cannot load TypeScript into a
    // worker.
    if (fromSources) return (await import("./compilation.ts")).runCompilations(request);
    if (folder === undefined) return thread.ask(request);
    const { remembered } = await import("./remembered.ts");
    const memory = { folder, compiler: identityOf(compilerProgram), memories };
    const { known, keep } = remembered(request, memory);
    const missing = request.files.filter((file) => !known.has(idOf(file)));
    const made = missing.length === 0 ? [] : await thread.ask({ ...request, files: missing });
    // When the results have been shown.
    setImmediate(() => keep(made));
    return [...known.values(), ...made];
  };
  return {
    async compile(request, changed) {
      root = request.cwd;
      const same = changed === undefined ? [] : dependencies.without(changed, compilations, root);
      const rest = without(request.files, same);
      const made = rest.length === 0 ? [] : await compileAll({ ...request, files: rest });
      compilations = inOrder(request.files, [...same, ...made]);
      return joinFiles(
        compilations.map(({ compiled }) => compiled),
        request.required,
      );
    },
    get dependencies() {
      return dependencies.of(compilations, root);
    },
  };
}

function without(
  files: readonly WorkflowFile[],
  compilations: readonly Compilation[],
): readonly WorkflowFile[] {
  const done = new Set(compilations.map(({ compiled }) => idOf(compiled.file)));
  return files.filter((file) => !done.has(idOf(file)));
}

function inOrder(
  files: readonly WorkflowFile[],
  compilations: readonly Compilation[],
): readonly Compilation[] {
  const all = new Map(compilations.map((each) => [idOf(each.compiled.file), each]));
  return files.flatMap((file) => all.get(idOf(file)) ?? []);
}

function identityOf(program: URL): string {
  const { size, mtimeMs } = statSync(program);
  return [program.href, size, mtimeMs].join();
}

/** Starts with the first request; after a failure, the next request starts another one. */
class CompilerThread {
  readonly #workerData: CompilerThreadData;
  #worker: Worker | undefined;

  constructor(codeCache: string | undefined) {
    this.#workerData = { codeCache };
  }

  async ask(request: CompileRequest): Promise<readonly Compilation[]> {
    const worker = (this.#worker ??= startWorker(this.#workerData));
    worker.ref();
    try {
      return await ask(worker, request);
    } catch (error) {
      this.#worker = undefined;
      void worker.terminate();
      throw error;
    } finally {
      // Left to the end of the process, which is faster than waiting for its cleanup.
      worker.unref();
    }
  }
}

function startWorker(workerData: CompilerThreadData): Worker {
  return new Worker(compilerWorker, {
    workerData,
    resourceLimits: { stackSizeMb, maxOldGenerationSizeMb },
  });
}

async function ask(worker: Worker, request: CompileRequest): Promise<readonly Compilation[]> {
  let current: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const listening = new AbortController();
  try {
    return await new Promise<readonly Compilation[]>((resolve, reject) => {
      const watch = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(exhausted(current, `${maxSeconds} seconds`)), maxSeconds * 1000);
      };
      const listen = <T>(event: string, listener: (value: T) => void) => {
        worker.on(event, listener);
        listening.signal.addEventListener("abort", () => worker.off(event, listener));
      };
      listen("message", (message: CompilerMessage) => {
        if (message.kind === "compiled") resolve(message.compilations);
        else if (message.kind === "begun") {
          current = message.path;
          watch();
        } else reject(errorOf(message));
      });
      listen("error", (error: NodeJS.ErrnoException) => reject(explained(error, current)));
      watch();
      worker.postMessage(request);
    });
  } finally {
    clearTimeout(timer);
    listening.abort();
  }
}

function errorOf(message: CompilerMessage & { readonly kind: "refused" | "crashed" }): Error {
  if (message.kind === "refused") return new WorkspaceError(message.error, message.message, message.advice);
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
  return new WorkspaceError(
    "not-started",
    `cannot start the compiler's thread: ${reasonOf(code) ?? error.message}`,
    "The system limits how many files, threads and how much memory a process may use: see ulimit -a.",
  );
}

function exhausted(file: string | undefined, limit: string): WorkspaceError {
  return new WorkspaceError(
    "limit-reached",
    `compiling ${file ?? "the project"} stopped after ${limit}`,
    "Loops and recursion run at compile time. Use less data, or split the workflow into several.",
  );
}
