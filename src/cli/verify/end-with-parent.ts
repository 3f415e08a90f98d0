import { Worker } from "node:worker_threads";

/**
 * Ends this process when the one that started it is gone, also while the author's code is in a loop and no event reaches
 * it: who kills falc has not heard of another process.
 */
export function endWithParent(): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 500);
  `;
  // As text, and without this process's loader, which would take longer to start than most functions run.
  new Worker(watch, { eval: true, execArgv: [] }).unref();
}
