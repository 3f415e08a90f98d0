/**
 * Loaded before falc in a separate process: redirects requests to fal's hosts to a server on this machine, under the
 * host's name, and makes time pass ten times as fast, so that limits of a minute can be tested. fal's client is unmodified.
 */
const base = process.env.FAULT_SERVER;
const fetch = globalThis.fetch;
globalThis.fetch = (url, init) =>
  fetch(
    typeof url === "string"
      ? url.replace(/^https:\/\/(queue\.fal\.run|rest\.fal\.ai|api\.fal\.ai)/, `${base}/$1`)
      : url,
    init,
  );

const setTimeout = globalThis.setTimeout;
globalThis.setTimeout = (run, ms, ...rest) => setTimeout(run, ms >= 200 ? ms / 10 : ms, ...rest);

/** On standard error, for tests of limits on memory. */
if (process.env.FAULT_MEMORY) {
  process.on("exit", () => {
    process._rawDebug(`most memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  });
}
