/** Corrects a wrong endpoint id where it is written, which may be far from the call of `model`. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { moduleOf } from "../1-parse/module.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { replaced } from "./source.ts";

/** `undefined` if it is written at the call, or nowhere. */
export function endpointWritten(
  node: TS.Node,
  { modules }: Here,
  { nearest, isSure }: { readonly nearest: string | undefined; readonly isSure: boolean },
  id: Value | undefined,
): Suggestion | undefined {
  const written = id?.kind === "known" ? id.written : undefined;
  if (nearest === undefined || !isSure || written === undefined) return undefined;
  if (ts.isExpression(node) && unwrap(node) === written) return undefined;
  const module = moduleOf(written, modules);
  return module && replaced(written, JSON.stringify(nearest), module);
}
