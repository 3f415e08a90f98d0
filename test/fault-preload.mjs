/**
 * Loaded before falc in a process of its own: requests to fal's hosts go to a server on this machine, under the host's name,
 * and time passes ten times as fast, so that limits of a minute can be met. fal's client is as it is.
 */
const base = process.env.FAULT_SERVER;
const fetch = globalThis.fetch;
globalThis.fetch = (url, init) =>
  fetch(
    typeof url === "string" ? url.replace(/^https:\/\/(queue\.fal\.run|rest\.fal\.ai)/, `${base}/$1`) : url,
    init,
  );

const setTimeout = globalThis.setTimeout;
globalThis.setTimeout = (run, ms, ...rest) => setTimeout(run, ms >= 200 ? ms / 10 : ms, ...rest);
