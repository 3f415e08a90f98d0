import { type Span } from "../../diagnostics/span.ts";
import { type Module, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";

/** The call that led into a helper, and the file it stands in. */
export interface Caller {
  readonly call: TS.CallExpression;
  readonly module: Module;
}

/** The call at a place of a trail. */
export function callerAt(span: Span, modules: ReadonlyMap<string, Module>): Caller | undefined {
  const module = modules.get(span.source.path);
  if (module === undefined) return undefined;
  const find = (node: TS.Node): TS.CallExpression | undefined => {
    if (node.end < span.end || node.pos > span.start) return undefined;
    const { start, end } = spanOf(module, node);
    if (start === span.start && end === span.end && ts.isCallExpression(node)) return node;
    return ts.forEachChild(node, find);
  };
  const call = find(module.tree);
  return call && { call, module };
}
