/** The compiler's side of its thread: requests in, answers out. */
import type { MessagePort } from "node:worker_threads";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { type CompileRequest, keepOpen, type KeptOpen, runCompilations } from "./compilation.ts";
import type { CompilerMessage } from "./messages.ts";

/** `beforeAnswer` is called when the first work is done: once the answer is sent, the process may end. */
export function serve(port: MessagePort, beforeAnswer: () => void): void {
  let isFirst = true;
  const open = keepOpen();
  port.on("message", (request: CompileRequest) => {
    const begin = (path: string) => port.postMessage({ kind: "begun", path } satisfies CompilerMessage);
    const answer = answerTo(request, begin, open);
    if (isFirst) beforeAnswer();
    isFirst = false;
    port.postMessage(answer);
  });
}

function answerTo(request: CompileRequest, begin: (path: string) => void, open: KeptOpen): CompilerMessage {
  try {
    const compilations = runCompilations(request, ({ path }) => begin(path), open);
    return { kind: "compiled", compilations };
  } catch (error) {
    const known = error instanceof WorkspaceError ? error : systemError(error);
    if (known !== undefined) {
      const { kind, message, advice } = known;
      return { kind: "refused", error: kind, message, advice };
    }
    return {
      kind: "crashed",
      trace: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
