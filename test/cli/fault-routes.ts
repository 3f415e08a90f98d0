/**
 * Does for runs in this process what `cli/fault-preload.mjs` does for a process: each run talks to its own server, and
 * its time passes ten times as fast. Starting a process takes most of a second; a hundred of them would take a
 * minute.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

const server = new AsyncLocalStorage<string>();

/** Redirects everything that `run` sends to fal to the server at `url`, even while others are running. */
export function meeting<Value>(url: string, run: () => Promise<Value>): Promise<Value> {
  return server.run(url, run);
}

/** Only lets time pass faster for `run`. */
export function hurrying<Value>(run: () => Promise<Value>): Promise<Value> {
  return server.run("", run);
}

/** Call before the first of them; returns a function that restores everything. */
export function installRoutes(): () => void {
  const { fetch, setTimeout } = globalThis;
  globalThis.fetch = (url, init) => {
    const base = server.getStore();
    if (base === undefined || base === "" || typeof url !== "string") return fetch(url, init);
    return fetch(
      url.replace(/^https:\/\/((?:queue\.)?fal\.run|rest\.fal\.ai|api\.fal\.ai)/, `${base}/$1`),
      init,
    );
  };
  const { setTimeout: sleep } = timers;
  const shorten = (ms = 0) => (server.getStore() !== undefined && ms >= 200 ? ms / 10 : ms);
  const later = (run: () => void, ms?: number, ...rest: []) => setTimeout(run, shorten(ms), ...rest);
  // Node's type, which the DOM's widens in other files: nothing here passes a string to run.
  globalThis.setTimeout = Object.assign(later, setTimeout) as typeof setTimeout;
  timers.setTimeout = (ms, ...rest) => sleep(shorten(ms), ...rest);
  syncBuiltinESMExports();
  return () => {
    Object.assign(globalThis, { fetch, setTimeout });
    timers.setTimeout = sleep;
    syncBuiltinESMExports();
  };
}
