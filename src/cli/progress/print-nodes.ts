import { isTextNode } from "../../execution/text-node.ts";
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
 * If there are more nodes than rows, those are shown that failed, that are running or queued, and as far as there is room
 * those that wait for others; all are counted: lines that have scrolled off the screen cannot be changed. `at`: ms since the
 * start of the run.
 */
export function printNodes(all: readonly NodeState[], at: number, screen: Screen, paint: CliPaint): string {
  // Joining texts takes no time: of interest only if it fails.
  const nodes = all.filter(({ app, state }) => state === "failed" || !isTextNode(app));
  // Leaves a few rows for output above and below.
  const maxLines = Math.max(4, screen.rows - 6);
  const done = new Set(all.filter(({ state }) => state === "done").map(({ id }) => id));
  const texts = new Map(all.filter(({ app }) => isTextNode(app)).map((node) => [node.id, node]));
  const shown = nodes.length <= maxLines ? nodes : chooseNodes(nodes, done, maxLines);
  const idWidth = Math.max(0, ...shown.map(({ id }) => cellsOf(printable(id))));
  const width = Math.min(idWidth, Math.max(8, Math.floor(screen.columns * 0.4)));
  const lines = shown.map((node) => {
    const name = cut(printable(node.id), width);
    const id = `${name}${" ".repeat(Math.max(0, width - cellsOf(name)))}`;
    const elapsed = node.elapsedMs ?? (isMoving(node.state) ? at - node.startedAt : undefined);
    const time = (elapsed === undefined ? "" : printDuration(elapsed)).padStart(8);
    // Cut before colouring: a cut escape sequence would colour the rest of the screen.
    const rest = cut(
      `${time}  ${about(node, listAwaited(node, done, texts), screen.columns - width - 15)}`,
      screen.columns - width - 3,
    );
    const text = node.state === "failed" ? rest : paint.faint(rest);
    return `${symbol(node.state, at, paint)} ${paint.strong(id)}${text}`.trimEnd();
  });
  if (nodes.length > maxLines) lines.push(paint.faint(`  ${countStates(nodes)}`));
  return lines.join("\n");
}

/** At most `count`, in the graph's order. What failed is of half of them at least, if there is as much. */
function chooseNodes(
  nodes: readonly NodeState[],
  done: ReadonlySet<string>,
  count: number,
): readonly NodeState[] {
  const failed = nodes.filter(({ state }) => state === "failed");
  const first = failed.splice(0, Math.floor(count / 2));
  const moving = nodes.filter(({ state }) => isMoving(state));
  const waiting = nodes
    .filter(({ state }) => state === "waiting")
    .map((node) => ({ node, left: listLeft(node, done).length }))
    .filter(({ left }) => left > 0)
    // Those that come next.
    .sort((one, other) => one.left - other.left)
    .map(({ node }) => node);
  const chosen = new Set([...first, ...moving, ...failed, ...waiting].slice(0, count));
  return nodes.filter((node) => chosen.has(node));
}

function listLeft({ depends }: NodeState, done: ReadonlySet<string>): readonly string[] {
  return depends.filter((id) => !done.has(id));
}

/** The calls for which a node waits, also by way of texts. */
function listAwaited(
  node: NodeState,
  done: ReadonlySet<string>,
  texts: ReadonlyMap<string, NodeState>,
): readonly string[] {
  if (node.state !== "waiting") return [];
  const seen = new Set(listLeft(node, done));
  for (const id of seen) for (const next of texts.get(id)?.depends ?? []) if (!done.has(next)) seen.add(next);
  return [...seen].filter((id) => !texts.has(id));
}

/** What a node is doing, and its endpoint if there is room for both. */
function about(node: NodeState, awaited: readonly string[], room: number): string {
  const note = printable(awaited.length > 0 ? `waits for ${listNames(awaited)}` : node.note);
  if (note === "") return node.app;
  const both = `${node.app}  ${note}`;
  return cellsOf(both) <= room ? both : note;
}

/** `photo, cutout`, `photo, cutout and 98 more` */
function listNames(ids: readonly string[]): string {
  return ids.length <= 3 ? ids.join(", ") : `${ids.slice(0, 2).join(", ")} and ${ids.length - 2} more`;
}

/** `12 of 40 done, 3 running, 2 queued, 23 waiting` */
function countStates(nodes: readonly NodeState[]): string {
  const count = (state: NodeState["state"]) => nodes.filter((node) => node.state === state).length;
  const others = [
    [count("running"), "running"],
    [count("queued"), "queued"],
    [count("waiting"), "waiting"],
    [count("failed"), "failed"],
    [count("skipped"), "skipped"],
    [count("stopped"), "stopped"],
  ] as const;
  const parts = others.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return [`${count("done")} of ${nodes.length} done`, ...parts].join(", ");
}

function cut(text: string, width: number): string {
  if (cellsOf(text) <= width) return text;
  if (width < 1) return "";
  let cells = 0;
  let end = 0;
  for (const character of text) {
    cells += cellsOf(character);
    if (cells > width - 1) break;
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

/** Cells of a terminal; rather too many: a line that is too wide would be two. */
function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text)
    cells += (character.codePointAt(0) ?? 0) < 0x1100 || isNarrow.test(character) ? 1 : 2;
  return cells;
}

/** Punctuation, arrows, lines and signs that come before the scripts of East Asia. */
const isNarrow = /[\u2000-\u22ff\u2500-\u25ff]/;

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
