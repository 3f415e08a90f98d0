/** Answers model calls when a workflow function is called directly: fal, or a backend that the caller installs. */
import { AsyncLocalStorage } from "node:async_hooks";

export interface BackendCall {
  /** Endpoint id, e.g. `fal-ai/flux/dev`. */
  readonly endpoint: string;
  /** As sent: JSON, without keys whose value is undefined. */
  readonly input: unknown;
}

/** Answers one model call with the endpoint's output. */
export type Backend = (call: BackendCall) => Promise<unknown>;

/**
 * One per process: falc may be loaded several times, by `import` and by `require`, or because a package
 * manager keeps two copies. With a separate backend per copy, a call could slip through to fal.
 */
const installed = sharedStorage();

function sharedStorage(): AsyncLocalStorage<Backend> {
  // Only falc knows the symbol.
  const shared = globalThis as { [key: symbol]: AsyncLocalStorage<Backend> | undefined };
  return (shared[Symbol.for("falc.backend")] ??= new AsyncLocalStorage());
}

/**
 * Runs `fn`, and lets `backend` answer every model call inside it, at any depth and at any time. Calls outside are
 * not affected, even those that run at the same time.
 * ```ts
 * const result = await withBackend(async ({ endpoint }) => canned[endpoint], () => productShot({ prompt: "a chair" }));
 * ```
 */
export function withBackend<Result>(backend: Backend, fn: () => Result): Result {
  return installed.run(backend, fn);
}

export function currentBackend(): Backend {
  return installed.getStore() ?? callFal;
}

/** Uses fal's queue, with the key from the environment (`FAL_KEY`). Costs money. */
async function callFal({ endpoint, input }: BackendCall): Promise<unknown> {
  const { fal } = await import("@fal-ai/client");
  const result = await fal.subscribe(endpoint, { input: input as Record<string, unknown> });
  return result.data;
}
