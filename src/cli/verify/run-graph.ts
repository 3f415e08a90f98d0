/** The workflow's graph, run by the runner's own scheduler, with every call noted. */
import type { Json, JsonObject } from "../../lib/json.ts";
import { runGraph } from "../../runner/scheduler.ts";
import type { GraphRun, NodeCall } from "./observation.ts";
import type { Subject } from "./subject.ts";

export interface RunGraphOptions {
  /** With the defaults filled in. */
  readonly input: JsonObject;
  /** Computed here and no call of a model: the compiler makes such nodes of its own. */
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
