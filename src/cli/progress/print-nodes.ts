import { printable, printDuration } from "../../lib/printable.ts";
import type { CliPaint } from "../paint.ts";
import type { NodeState } from "./node-state.ts";

export interface Screen {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The whole display as text, a line per node:
 *
 *     ✔ photo     1.5 s  fal-ai/flux/dev
 *     ⠹ cutout    0.4 s  fal-ai/bria/background/remove
 *     · poster           waits for cutout
 *
 * If there are more nodes than rows, those that are done or have not started are only counted: lines that have
 * scrolled off the screen cannot be changed. `at`: ms since the start of the run.
 */
export function printNodes(nodes: readonly NodeState[], at: number, screen: Screen, paint: CliPaint): string {
  // Leaves a few rows for output above and below.
  const maxLines = Math.max(4, screen.rows - 6);
  const shown =
    nodes.length <= maxLines ? nodes : nodes.filter(({ state }) => isMoving(state) || state === "failed");
  const idWidth = Math.max(0, ...shown.map(({ id }) => id.length));
  const width = Math.min(idWidth, Math.max(8, Math.floor(screen.columns * 0.4)));
  const done = new Set(nodes.filter(({ state }) => state === "done").map(({ id }) => id));
  const lines = shown.slice(0, maxLines).map((node) => {
    const id = cut(printable(node.id), width).padEnd(width);
    const elapsed = node.elapsedMs ?? (isMoving(node.state) ? at - node.startedAt : undefined);
    const time = (elapsed === undefined ? "" : printDuration(elapsed)).padStart(8);
    // Cut before colouring: a cut escape sequence would colour the rest of the screen.
    const rest = cut(
      `${time}  ${about(node, done, screen.columns - width - 15)}`,
      screen.columns - width - 3,
    );
    const text = node.state === "failed" ? rest : paint.faint(rest);
    return `${symbol(node.state, at, paint)} ${paint.strong(id)}${text}`.trimEnd();
  });
  if (nodes.length > maxLines) lines.push(paint.faint(`  ${countStates(nodes)}`));
  return lines.join("\n");
}

/** What a node is doing, and its endpoint if there is room for both. */
function about(node: NodeState, done: ReadonlySet<string>, room: number): string {
  const waitsFor = node.depends.filter((id) => !done.has(id));
  const waits = node.state === "waiting" && waitsFor.length > 0;
  const note = printable(waits ? `waits for ${waitsFor.join(", ")}` : node.note);
  if (note === "") return node.app;
  const both = `${node.app}  ${note}`;
  return both.length <= room ? both : note;
}

/** `12 of 40 done, 3 running, 25 waiting` */
function countStates(nodes: readonly NodeState[]): string {
  const count = (...states: NodeState["state"][]) =>
    nodes.filter(({ state }) => states.includes(state)).length;
  const others = [
    [count("running", "queued"), "running"],
    [count("waiting"), "waiting"],
    [count("failed"), "failed"],
    [count("skipped"), "skipped"],
    [count("stopped"), "stopped"],
  ] as const;
  const parts = others.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return [`${count("done")} of ${nodes.length} done`, ...parts].join(", ");
}

function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  return width < 1 ? "" : `${text.slice(0, width - 1)}…`;
}

function isMoving(state: NodeState["state"]): boolean {
  return state === "running" || state === "queued";
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

function symbol(state: NodeState["state"], at: number, paint: CliPaint): string {
  switch (state) {
    case "done":
      return paint.good("✔");
    case "failed":
      return paint.kind("error", "✖");
    case "skipped":
    case "stopped":
      return paint.faint("–");
    case "waiting":
      return paint.faint("·");
    case "queued":
      return "…";
    case "running":
      return frames[Math.floor(at / 100) % frames.length] ?? "";
  }
}
