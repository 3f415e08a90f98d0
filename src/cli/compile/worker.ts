/**
 * The compiling thread: one request in, one answer out. Started by `compiler-thread.ts`, which limits its resources.
 */
import { parentPort } from "node:worker_threads";
import { CommandError } from "../io.ts";
import { systemError } from "../system-error.ts";
import { type CompileRequest, runCompilation } from "./compilation.ts";
import type { CompilerMessage } from "./messages.ts";

const send = (message: CompilerMessage) => parentPort?.postMessage(message);

parentPort?.once("message", (request: CompileRequest) => {
  try {
    send({ kind: "compiled", result: runCompilation(request, ({ path }) => send({ kind: "begun", path })) });
  } catch (error) {
    const known = error instanceof CommandError ? error : systemError(error);
    if (known !== undefined) {
      const { message, exitCode, hint } = known;
      send({ kind: "refused", message, exitCode, hint });
    } else {
      send({
        kind: "crashed",
        trace: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
});
