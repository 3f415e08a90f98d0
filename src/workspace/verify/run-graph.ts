/** Runs the workflow's graph with the runner's own scheduler, and records every call. */
import type { Json, JsonObject } from "../../lib/json.ts";
import { runGraph } from "../../runner/scheduler.ts";
import type { GraphRun, NodeCall } from "./observation.ts";
import type { Subject } from "./subject.ts";

export interface RunGraphOptions {
  /** With the defaults filled in. */
  readonly input: JsonObject;
  /** Text nodes, which are computed here and are not model calls: the compiler adds nodes of that kind. */
  readonly answerText: (endpoint: string, input: JsonObject) => Json | undefined;
  readonly answer: (endpoint: string, input: Json) => Promise<Json>;
  readonly signal: AbortSignal;
}

export async function observeGraph(
  { graph, sourceMap }: Subject,
  { input, answerText, answer, signal }: RunGraphOptions,
): Promise<GraphRun> {
  const calls = new Map<string, NodeCall>();
  const outcome = await runGraph(
    graph,
    input,
    async ({ id, app }, sent) => {
      const text = answerText(app, sent);
      if (text !== undefined) return text;
      const place = Object.hasOwn(sourceMap.nodes, id) ? sourceMap.nodes[id] : undefined;
      calls.set(id, { node: id, endpoint: app, input: sent, place });
      return answer(app, sent);
    },
    { signal },
  );
  const inOrder = graph.nodes.flatMap(({ id }) => calls.get(id) ?? []);
  switch (outcome.kind) {
    case "completed":
      return { calls: inOrder, ending: { kind: "returned", output: outcome.output } };
    case "failed":
      return { calls: inOrder, ending: { kind: "failed", failures: outcome.failures } };
    case "aborted":
      return { calls: inOrder, ending: { kind: "interrupted" } };
  }
}
