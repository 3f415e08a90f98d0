/** Positions of nodes on the canvas of fal's editor: left to right, as the data flows. */
import type { Graph } from "../types.ts";

/** Pixels, `x` to the right and `y` down. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface Canvas {
  readonly input: Position;
  readonly nodes: ReadonlyMap<string, Position>;
  readonly output: Position;
}

const columnWidth = 400;
const rowHeight = 200;

/**
 * The input is in column 0, each node one column to the right of its last dependency, the output in the
 * rightmost. Within a column, nodes are in the graph's order. Linear.
 */
export function layOut({ nodes }: Graph): Canvas {
  const columns = new Map([["input", 0]]);
  const rows = new Map<number, number>();
  const positions = new Map<string, Position>();
  let last = 0;
  for (const { id, depends } of nodes) {
    const column = 1 + depends.reduce((most, root) => Math.max(most, columns.get(root) ?? 0), 0);
    const row = rows.get(column) ?? 0;
    columns.set(id, column);
    rows.set(column, row + 1);
    positions.set(id, { x: column * columnWidth, y: row * rowHeight });
    last = Math.max(last, column);
  }
  return { input: { x: 0, y: 0 }, nodes: positions, output: { x: (last + 1) * columnWidth, y: 0 } };
}
