/** Corrects a wrong endpoint id where it is written, which may be far from the call of `model`. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { replaced } from "./source.ts";

/** `undefined` if it is written at the call, or cannot be found. */
export function endpointWritten(
  node: TS.Node,
  module: Here,
  {
    id,
    nearest,
    isSure,
  }: { readonly id: string; readonly nearest: string | undefined; readonly isSure: boolean },
): Suggestion | undefined {
  if (nearest === undefined || !isSure || !ts.isExpression(node) || ts.isStringLiteralLike(unwrap(node)))
    return undefined;
  const written = module.find(node, id);
  return written && replaced(written.node, JSON.stringify(nearest), written.module);
}
