/** Corrects a wrong endpoint id where it is written, which may be far from the call of `model`. */
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import type { Module } from "../1-parse/module.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { replaced } from "./source.ts";
import type { Around } from "./around.ts";

/** `undefined` if it is written at the call, or cannot be found. */
export function endpointWritten(
  node: TS.Node,
  _: Module,
  {
    id,
    nearest,
    isSure,
  }: { readonly id: string; readonly nearest: string | undefined; readonly isSure: boolean },
  { find }: Around,
): Suggestion | undefined {
  if (nearest === undefined || !isSure || !ts.isExpression(node) || ts.isStringLiteralLike(unwrap(node)))
    return undefined;
  const written = find(node, id);
  return written && replaced(written.node, JSON.stringify(nearest), written.module);
}
