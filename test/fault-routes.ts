/**
 * What `fault-preload.mjs` does to a process, for runs in this one: each talks to a server of its own, and its time passes
 * ten times as fast. Starting a process takes most of a second; a hundred of them are a minute.
 */
import { AsyncLocalStorage } from "node:async_hooks";

const server = new AsyncLocalStorage<string>();

/** Whatever `run` sends to fal goes to the server at `url`, also what it sends while others are at it. */
export function meeting<Value>(url: string, run: () => Promise<Value>): Promise<Value> {
  return server.run(url, run);
}

/** Call before the first `meeting`; gives what puts things back. */
export function installRoutes(): () => void {
  const { fetch, setTimeout } = globalThis;
  globalThis.fetch = (url, init) => {
    const base = server.getStore();
    if (base === undefined || typeof url !== "string") return fetch(url, init);
    return fetch(url.replace(/^https:\/\/(queue\.fal\.run|rest\.fal\.ai)/, `${base}/$1`), init);
  };
  const later = (run: () => void, ms = 0, ...rest: []) =>
    setTimeout(run, server.getStore() !== undefined && ms >= 200 ? ms / 10 : ms, ...rest);
  // Node's type, which the DOM's widens in other files: nobody here gives a text to run.
  globalThis.setTimeout = Object.assign(later, setTimeout) as typeof setTimeout;
  return () => void Object.assign(globalThis, { fetch, setTimeout });
}
