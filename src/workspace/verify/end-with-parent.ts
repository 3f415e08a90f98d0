import { Worker } from "node:worker_threads";

/**
 * Ends this process when its parent is gone, even if the author's code is in an endless loop that no event
 * interrupts: whoever kills falc does not know about this process. `parent` comes from the parent, which may already
 * be gone.
 */
export function endWithParent(parent: number): void {
  const watch = `
    const { workerData } = require("node:worker_threads");
    setInterval(() => process.ppid === workerData || process.kill(process.pid, "SIGKILL"), 500);
  `;
  // As text, and without this process's loader, which takes longer to start than most functions run.
  new Worker(watch, { eval: true, execArgv: [], workerData: parent }).unref();
}
