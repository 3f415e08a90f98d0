import type { Span } from "../../diagnostics/span.ts";
import type { Located, Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { nodeAt } from "./node-at.ts";

/** The call at a location of a trail. */
export function callerAt(
  span: Span,
  modules: ReadonlyMap<string, Module>,
): Located<TS.CallExpression> | undefined {
  const module = modules.get(span.source.path);
  const node = module && nodeAt(span, module, ts.isCallExpression);
  return module && node && { node, module };
}
