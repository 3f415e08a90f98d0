/**
 * Runs the compiler for every command that compiles, in its own thread: the author's code may nest and recurse as
 * deep as it likes, and a thread's stack size can be chosen; and an untrusted file must not use up the memory or time
 * of whoever compiles it. The evaluator's own counters, which give the same diagnostic on every machine, come first;
 * these limits are for cases that no counter covers.
 */
import { Worker } from "node:worker_threads";
import { compilerWorker, fromSources } from "../../assets.ts";
import { reasonOf } from "../../lib/system-reason.ts";
import { WorkspaceError } from "../workspace-error.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";
import type { CompilerMessage } from "./messages.ts";
import type { CompilerThreadData } from "./worker.ts";

/** The main thread has 1; a call in the author's code takes 2 to 20 KB, and 1,000 may be nested. */
const stackSizeMb = 64;
/** For the thread's own heap; the rest of the process takes another 100. */
const maxOldGenerationSizeMb = 400;
/** For one workflow. The slowest successful ones take a twentieth. */
const maxSeconds = 60;

/** Starts with the first request; after a failure, the next request starts another one. */
export class CompilerThread {
  readonly #workerData: CompilerThreadData;
  #worker: Worker | undefined;

  constructor(codeCache: string | undefined) {
    this.#workerData = { codeCache };
  }

  async ask(request: CompileRequest): Promise<readonly Compilation[]> {
    // From the sources (tests), in this thread: Node 20 cannot load TypeScript into a worker.
    if (fromSources) return (await import("./compilation.ts")).runCompilations(request);
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

  /** A request in progress fails. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function startWorker(workerData: CompilerThreadData): Worker {
  return new Worker(compilerWorker, {
    workerData,
    // Not the flags of whoever embeds falc, such as the loaders of tsx and vitest.
    execArgv: [],
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
      // After an error, that is what the promise is rejected with.
      listen("exit", () => reject(new WorkspaceError("stopped", "the compiler was closed")));
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
