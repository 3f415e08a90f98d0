/** Events → the state of each node. */
import type { RunEvent } from "../../execution/events.ts";
import { describeOrigin, describeWait } from "./describe-origin.ts";

export interface NodeState {
  readonly id: string;
  readonly app: string;
  /** Nodes only, without the input. */
  readonly depends: readonly string[];
  state: "waiting" | "queued" | "running" | "done" | "failed" | "skipped" | "stopped";
  /** ms since the start of the run, once the node has started. */
  startedAt: number;
  /** ms, once it has ended. */
  elapsedMs: number | undefined;
  note: string;
  /** Why it is paid for, or whose answer it has: stays when it is done. */
  origin: string;
}

/** `run`: its id, if it is written down. */
export function applyEvent(event: RunEvent, nodes: Map<string, NodeState>, run?: string): void {
  if (event.kind === "run-started") {
    for (const { id, app, depends } of event.nodes) {
      const waitsFor = depends.filter((other) => other !== "input");
      nodes.set(id, {
        id,
        app,
        depends: waitsFor,
        state: "waiting",
        startedAt: 0,
        elapsedMs: undefined,
        note: "",
        origin: "",
      });
    }
  } else if (event.kind === "run-aborted") {
    for (const id of event.unfinished) change(nodes.get(id), { state: "stopped", note: "" });
  } else if (event.kind === "node-failed") {
    const node = nodes.get(event.failure.node);
    // A node whose input could not be built has not started.
    const elapsedMs = node === undefined || node.state === "waiting" ? undefined : event.at - node.startedAt;
    change(node, { state: "failed", elapsedMs, note: event.failure.message });
  } else if ("node" in event) {
    const node = nodes.get(event.node);
    if (node !== undefined) change(node, changeOf(event, node, run));
  }
}

function change(node: NodeState | undefined, changed: Partial<NodeState>): void {
  if (node !== undefined) Object.assign(node, changed);
}

function changeOf(
  event: Extract<RunEvent, { node: string }>,
  { origin }: Pick<NodeState, "origin">,
  run: string | undefined,
): Partial<NodeState> {
  switch (event.kind) {
    case "node-held":
      return { state: "done", note: "was done before" };
    case "node-started":
    case "node-resumed":
      return { state: "running", startedAt: event.at };
    case "node-submitted":
    case "node-cancelled":
      return {};
    case "node-waiting":
      return { state: "waiting", note: describeWait(event) };
    case "node-paying":
      return {
        state: "running",
        startedAt: event.at,
        ...from(event.because === "never held" ? "" : event.because),
      };
    case "node-reused":
    case "node-followed":
      return from(describeOrigin(event, run));
    case "node-in-doubt":
      return { note: "in doubt" };
    case "node-queued":
      return { state: "queued", note: event.position > 0 ? `${event.position} ahead` : "next in the queue" };
    case "node-running":
      return { state: "running", note: "" };
    case "node-progress":
      return { note: event.line };
    case "node-completed":
      return { state: "done", elapsedMs: event.elapsedMs, note: origin };
    case "node-skipped":
      return { state: "skipped", note: `waits for ${event.because.join(", ")}` };
  }
}

function from(origin: string): Partial<NodeState> {
  return { origin, note: origin };
}
