/** The compiler's thread in the package: loads the compiler and answers requests. Started by `compiler-thread.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { loadCompiler } from "./load-compiler.ts";

/** What the thread is started with. */
export interface CompilerThreadData {
  readonly codeCache: string | undefined;
}

if (parentPort === null) throw new Error("started as a program, not as a thread");
const { codeCache } = workerData as CompilerThreadData;
const { exports: compiler, keep } = loadCompiler(codeCache);
compiler.serve(parentPort, keep);
