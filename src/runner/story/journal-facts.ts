/** What a run was, from what was written down of it while it went on: for one that was killed, or was not kept. */
import { unreachable } from "../../lib/unreachable.ts";
import { isJsonObject } from "../../lib/json.ts";
import { runOf } from "../journal/entry.ts";
import type { CallSummary, RunSummary } from "../journal/run-summary.ts";
import type { NodeFacts, RunFacts } from "./run-facts.ts";

/**
 * As `collectFacts`, as far as it is written down: no text nodes and no nodes that were never begun, in the order in which
 * they were begun first, and without what they depend on. Linear in the calls.
 */
export function journalFacts({ run, calls, outcome, begunAt, lastAt, output }: RunSummary): RunFacts {
  const nodes = new Map<string, NodeFacts>();
  for (const call of calls)
    nodes.set(call.node, factsOf(call, { run, begunAt, before: nodes.get(call.node) }));
  return {
    state: outcome ?? "unfinished",
    elapsedMs: lastAt - begunAt,
    nodes: [...nodes.values()],
    ...(isJsonObject(output) && { output }),
    problems: [],
  };
}

interface CallContext {
  readonly run: string;
  readonly begunAt: number;
  /** The node's earlier call in this run, which it may go on with. */
  readonly before: NodeFacts | undefined;
}

function factsOf(call: CallSummary, { run, begunAt, before }: CallContext): NodeFacts {
  const { node, endpoint, input, requestId, ms, output, of } = call;
  const from = of === undefined ? undefined : runOf(of);
  // The run was stopped in between: what it made itself was not reused from anybody.
  if (from === run && before?.state === "completed") return before;
  const isOwn = from === undefined || from === run;
  return {
    id: node,
    app: endpoint,
    depends: [],
    ...stateOf(call),
    ...(!isOwn && call.state !== "reused" && { isFollowed: true }),
    ...(!isOwn && { from }),
    ...(call.state !== "reused" && { startedMs: Math.max(0, call.begunAt - begunAt) }),
    ...(ms !== undefined && { elapsedMs: ms }),
    ...(requestId !== undefined && { requestId }),
    sent: input,
    ...(output !== undefined && { output }),
  };
}

function stateOf({
  node,
  state,
  message = "failed",
}: CallSummary): Pick<NodeFacts, "state" | "isInDoubt" | "failure"> {
  switch (state) {
    case "reused":
      return { state: "reused" };
    case "done":
      return { state: "completed" };
    case "failed":
    case "lost":
      return { state: "failed", failure: { node, message } };
    case "in doubt":
      return { state: "unfinished", isInDoubt: true };
    case "open":
    case "cancelled":
      return { state: "unfinished" };
    default:
      return unreachable(state);
  }
}
