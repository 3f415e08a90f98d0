import type { Span } from "../../diagnostics/span.ts";
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { nodeAt } from "./node-at.ts";

/** The call that led into a helper, and its file. */
export interface Caller {
  readonly call: TS.CallExpression;
  readonly module: Module;
}

/** The call at a location of a trail. */
export function callerAt(span: Span, modules: ReadonlyMap<string, Module>): Caller | undefined {
  const module = modules.get(span.source.path);
  const call = module && nodeAt(span, module, ts.isCallExpression);
  return module && call && { call, module };
}
