/** Runs the workflow's graph as every engine that makes the calls itself, and records them. */
import type { NodeCalls } from "../../execution/node-calls.ts";
import { scheduledEngine } from "../../execution/scheduled-engine.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { GraphRun, NodeCall } from "./observation.ts";
import type { Subject } from "./subject.ts";

export interface RunGraphOptions {
  /** With the defaults filled in. */
  readonly input: JsonObject;
  /** Text nodes, which are computed here and are not model calls: the compiler adds nodes of that kind. */
  readonly answerText: (endpoint: string, input: JsonObject) => Json | undefined;
  readonly answer: (endpoint: string, input: Json) => Promise<Json>;
  readonly signal: AbortSignal;
  /** For an error of `answer`. */
  readonly describeError: NodeCalls["describeError"];
}

export async function observeGraph(
  { graph, sourceMap }: Subject,
  { input, answerText, answer, signal, describeError }: RunGraphOptions,
): Promise<GraphRun> {
  const calls = new Map<string, NodeCall>();
  const engine = scheduledEngine({
    async call({ id, app }, sent) {
      const text = answerText(app, sent);
      if (text !== undefined) return text;
      const place = Object.hasOwn(sourceMap.nodes, id) ? sourceMap.nodes[id] : undefined;
      calls.set(id, { node: id, endpoint: app, input: sent, place });
      return answer(app, sent);
    },
    ...(describeError && { describeError }),
  });
  const outcome = await engine.run(graph, input, { signal });
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
