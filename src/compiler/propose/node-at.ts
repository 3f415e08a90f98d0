import type { Span } from "../../diagnostics/span.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";

/** The innermost node of the file that has exactly this span and the requested type. */
export function nodeAt<Node extends TS.Node = TS.Node>(
  span: Span,
  module: Module,
  matches: (node: TS.Node) => node is Node = (node): node is Node => true,
): Node | undefined {
  const find = (node: TS.Node): Node | undefined => {
    if (node.end < span.end || node.pos > span.start) return undefined;
    const inner = ts.forEachChild(node, find);
    if (inner !== undefined) return inner;
    const { start, end } = spanOf(module, node);
    return start === span.start && end === span.end && matches(node) ? node : undefined;
  };
  return find(module.tree);
}
