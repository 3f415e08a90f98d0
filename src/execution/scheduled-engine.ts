import type { Engine } from "./engine.ts";
import type { NodeCalls } from "./node-calls.ts";
import { ScheduledRun } from "./scheduled-run.ts";

/** The one adapter from calls of single nodes to an engine: every node starts as soon as its dependencies are done. */
export function scheduledEngine(calls: NodeCalls): Engine {
  return { run: async (graph, input, options = {}) => new ScheduledRun(graph, input, calls, options).run() };
}
