/** What a run was, from its events alone: those of a run that has just ended, or of a record of it. */
import type { RunEvent } from "../../execution/events.ts";
import type { NodeFailure } from "../../execution/failure.ts";
import { unreachable } from "../../lib/unreachable.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";

export interface RunFacts {
  /** `unfinished`: there is no event of an end. */
  readonly state: "completed" | "failed" | "aborted" | "unfinished";
  /** Milliseconds up to the last event. */
  readonly elapsedMs: number;
  /** In the graph's order. */
  readonly nodes: readonly NodeFacts[];
  /** What is known of the result. */
  readonly output?: JsonObject;
  /** Why the result is incomplete although every node finished. */
  readonly problems: readonly string[];
}

export interface NodeFacts {
  readonly id: string;
  readonly app: string;
  readonly depends: readonly string[];
  readonly state: NodeState;
  /** The request was sent by another run, and only followed by this one. */
  readonly isFollowed?: boolean;
  /** The run that made the call, if it was reused or followed, and is known. */
  readonly from?: string;
  /** Why it was paid for, as a clause: `prompt changed`. */
  readonly why?: string;
  /** It may have been submitted, and the answer of fal was never heard. */
  readonly isInDoubt?: boolean;
  /** Milliseconds from the run's start. */
  readonly startedMs?: number;
  readonly elapsedMs?: number;
  readonly requestId?: string;
  /** Absent if it is not known: for what an earlier run made, and what was never started. */
  readonly sent?: JsonObject;
  readonly output?: Json;
  readonly failure?: NodeFailure;
  /** The dependencies for which it was skipped. */
  readonly because?: readonly string[];
}

export type NodeState =
  | "completed"
  /** Its answer is an earlier run's; nothing was called. */
  | "reused"
  | "failed"
  | "skipped"
  /** Stopped, or never started. */
  | "unfinished";

/** Linear in the events. */
export function collectFacts(events: Iterable<RunEvent>): RunFacts {
  const nodes = new Map<string, NodeFacts>();
  let facts: RunFacts = { state: "unfinished", elapsedMs: 0, nodes: [], problems: [] };
  const learn = (id: string, more: (node: NodeFacts) => Partial<NodeFacts>) => {
    const node = nodes.get(id);
    if (node !== undefined) nodes.set(id, { ...node, ...more(node) });
  };
  const sinceStart = ({ startedMs }: NodeFacts, at: number) =>
    startedMs === undefined ? {} : { elapsedMs: at - startedMs };
  for (const event of events) {
    const { at } = event;
    facts = { ...facts, elapsedMs: at };
    switch (event.kind) {
      case "run-started":
        for (const node of event.nodes) nodes.set(node.id, { ...node, state: "unfinished" });
        break;
      case "node-held":
        learn(event.node, () => ({ state: "reused", output: event.output }));
        break;
      case "node-started":
        learn(event.node, () => ({ startedMs: at, sent: event.input }));
        break;
      case "node-resumed": {
        const { requestId, input } = event;
        learn(event.node, () => ({
          startedMs: at,
          isFollowed: true,
          requestId,
          ...(input !== undefined && { sent: input }),
        }));
        break;
      }
      case "node-submitted":
        learn(event.node, () => ({ requestId: event.requestId }));
        break;
      case "node-completed":
        learn(event.node, ({ state }) => ({
          state: state === "reused" ? state : "completed",
          output: event.output,
          elapsedMs: Math.round(event.elapsedMs),
        }));
        break;
      case "node-reused": {
        const { run, requestId } = event;
        learn(event.node, () => ({
          state: "reused",
          from: run,
          ...(requestId !== undefined && { requestId }),
        }));
        break;
      }
      case "node-followed":
        learn(event.node, () => ({ isFollowed: true, from: event.run, requestId: event.requestId }));
        break;
      case "node-paying":
        learn(event.node, () => ({ startedMs: at, why: event.because }));
        break;
      case "node-in-doubt":
        learn(event.node, () => ({ isInDoubt: true, from: event.run }));
        break;
      case "node-failed": {
        const { failure } = event;
        const { input, requestId } = failure;
        learn(failure.node, (node) => ({
          state: "failed",
          failure,
          ...sinceStart(node, at),
          ...(input !== undefined && { sent: input }),
          ...(requestId !== undefined && { requestId }),
        }));
        break;
      }
      case "node-skipped":
        learn(event.node, () => ({ state: "skipped", because: event.because }));
        break;
      case "run-completed":
        facts = {
          ...facts,
          state: "completed",
          ...(isJsonObject(event.output) && { output: event.output }),
        };
        break;
      case "run-failed":
      case "run-aborted": {
        const output = event.kind === "run-failed" ? event.output : undefined;
        const problems = event.failures.filter(({ node }) => !nodes.has(node)).map(({ message }) => message);
        facts = {
          ...facts,
          state: event.kind === "run-failed" ? "failed" : "aborted",
          problems,
          ...(output !== undefined && { output }),
        };
        break;
      }
      case "node-waiting":
      case "node-queued":
      case "node-running":
      case "node-progress":
      case "node-cancelled":
        break;
      default:
        unreachable(event);
    }
  }
  return { ...facts, nodes: [...nodes.values()] };
}
