import { Worker } from "node:worker_threads";

/**
 * Ends this process when the one that started it is gone, also while the author's code is in a loop and no event reaches
 * it: who kills falc has not heard of another process. `parent` is told by the parent: it may be gone already.
 */
export function endWithParent(parent: number): void {
  const watch = `
    const { workerData } = require("node:worker_threads");
    setInterval(() => process.ppid === workerData || process.kill(process.pid, "SIGKILL"), 500);
  `;
  // As text, and without this process's loader, which would take longer to start than most functions run.
  new Worker(watch, { eval: true, execArgv: [], workerData: parent }).unref();
}
