/**
 * Loaded before falc in a separate process: redirects requests to fal's hosts to a server on this machine, under the
 * host's name, and makes time pass ten times as fast, so that limits of a minute can be tested. fal's client is unmodified.
 */
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

const base = process.env.FAULT_SERVER;
const fetch = globalThis.fetch;
globalThis.fetch = (url, init) =>
  fetch(
    typeof url === "string"
      ? url.replace(/^https:\/\/((?:queue\.)?fal\.run|rest\.fal\.ai|api\.fal\.ai)/, `${base}/$1`)
      : url,
    init,
  );

const setTimeout = globalThis.setTimeout;
const shorten = (ms) => (ms >= 200 ? ms / 10 : ms);
globalThis.setTimeout = (run, ms, ...rest) => setTimeout(run, shorten(ms), ...rest);
const sleep = timers.setTimeout;
timers.setTimeout = (ms, ...rest) => sleep(shorten(ms), ...rest);
syncBuiltinESMExports();

/** On standard error, for tests of limits on memory. */
if (process.env.FAULT_MEMORY) {
  process.on("exit", () => {
    process._rawDebug(`most memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  });
}
