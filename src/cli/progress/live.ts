/** A line per node that changes in place, for a person at a terminal. */
import { createLogUpdate } from "log-update";
import type { RunEvent } from "../../runner/events.ts";
import type { CliPaint } from "../paint.ts";
import type { Output } from "../io.ts";
import { oneLine, printDuration, type Progress } from "./progress.ts";

/** What one node is doing. */
export interface NodeState {
  readonly id: string;
  readonly app: string;
  readonly depends: readonly string[];
  state: "waiting" | "queued" | "running" | "done" | "failed" | "skipped";
  startedAt: number;
  elapsedMs: number | undefined;
  note: string;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** More lines than this would push the ones that move off a small screen. */
const mostLines = 16;

export function liveProgress(output: Output, paint: CliPaint): Progress {
  // log-update asks a stream only for these.
  const stream = { write: output.write, columns: output.columns, rows: 24, isTTY: true };
  const update = createLogUpdate(stream as unknown as NodeJS.WritableStream);
  const nodes = new Map<string, NodeState>();
  const begun = performance.now();
  const draw = () =>
    update(printNodes([...nodes.values()], performance.now() - begun, output.columns, paint));
  const timer = setInterval(draw, 100);
  return {
    show(event) {
      apply(event, nodes);
      if (event.kind !== "node-progress") draw();
    },
    end() {
      clearInterval(timer);
      draw();
      update.done();
    },
  };
}

function apply(event: RunEvent, nodes: Map<string, NodeState>): void {
  if (event.kind === "run-started") {
    for (const { id, app, depends } of event.nodes) {
      nodes.set(id, { id, app, depends, state: "waiting", startedAt: 0, elapsedMs: undefined, note: "" });
    }
    return;
  }
  const node =
    "node" in event
      ? nodes.get(event.node)
      : event.kind === "node-failed"
        ? nodes.get(event.failure.node)
        : undefined;
  if (node === undefined) return;
  switch (event.kind) {
    case "node-started":
      node.state = "running";
      node.startedAt = event.at;
      break;
    case "node-queued":
      node.state = "queued";
      node.note = event.position > 0 ? `${event.position} ahead` : "";
      break;
    case "node-running":
      node.state = "running";
      node.note = "";
      break;
    case "node-progress":
      node.note = oneLine(event.line);
      break;
    case "node-completed":
      node.state = "done";
      node.elapsedMs = event.elapsedMs;
      node.note = "";
      break;
    case "node-failed":
      node.state = "failed";
      node.elapsedMs = event.at - node.startedAt;
      node.note = oneLine(event.failure.message);
      break;
    case "node-skipped":
      node.state = "skipped";
      node.note = `waits for ${event.because.join(", ")}`;
      break;
    default:
  }
}

/** The whole display as text. `at`: milliseconds since the run started. */
export function printNodes(
  nodes: readonly NodeState[],
  at: number,
  columns: number,
  paint: CliPaint,
): string {
  const shown =
    nodes.length <= mostLines ? nodes : nodes.filter(({ state }) => isMoving(state)).slice(0, mostLines);
  const width = Math.max(0, ...shown.map(({ id }) => id.length));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const lines = shown.map((node) => {
    const waitsFor = node.depends.filter((id) => byId.has(id) && byId.get(id)?.state !== "done");
    const note =
      node.state === "waiting" && waitsFor.length > 0 ? `waits for ${waitsFor.join(", ")}` : node.note;
    const elapsed = node.elapsedMs ?? (isMoving(node.state) ? at - node.startedAt : undefined);
    const time = elapsed === undefined ? "" : printDuration(elapsed);
    // Cut before it is coloured: a cut escape sequence would colour the rest of the screen.
    const text = [node.id.padEnd(width), time.padStart(7), node.app, note]
      .join("  ")
      .trimEnd()
      .slice(0, columns - 3);
    const [id, rest] = [text.slice(0, width), text.slice(width)];
    return `${symbol(node.state, at, paint)} ${paint.strong(id)}${node.state === "failed" ? rest : paint.faint(rest)}`;
  });
  if (shown.length < nodes.length) {
    const done = nodes.filter(({ state }) => state === "done").length;
    lines.push(paint.faint(`  ${done} of ${nodes.length} nodes done`));
  }
  return lines.join("\n");
}

function isMoving(state: NodeState["state"]): boolean {
  return state === "running" || state === "queued";
}

function symbol(state: NodeState["state"], at: number, paint: CliPaint): string {
  switch (state) {
    case "done":
      return paint.good("✔");
    case "failed":
      return paint.kind("error", "✖");
    case "skipped":
      return paint.faint("–");
    case "waiting":
      return paint.faint("·");
    case "queued":
      return "…";
    case "running":
      return frames[Math.floor(at / 100) % frames.length] ?? "";
  }
}
