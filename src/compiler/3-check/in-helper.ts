/** A rewrite inside a helper is one for all who call it: what one caller sends is no constant there. */
import { textAt } from "../../diagnostics/in-place.ts";
import { isRewrite, type Proposal } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Module } from "../1-parse/module.ts";
import { whoGivesIt } from "../rewrites/for-all.ts";
import { nodeAt } from "../rewrites/node-at.ts";
import { replaced } from "../rewrites/source.ts";
import { writtenAt } from "../rewrites/written-at.ts";
import type { Data } from "../2-evaluate/values.ts";

/** How the code is reached that a call stands in: the calls of helpers that led there, and all files. */
export interface Reached {
  readonly trail: readonly Span[];
  readonly modules: ReadonlyMap<string, Module>;
}

/**
 * The proposal, or words where it would write a value over what the callers give. `over`: what stands there now.
 */
export function inHelper(
  proposal: Proposal | undefined,
  over: Span,
  { trail }: Reached,
): Proposal | undefined {
  const call = trail.at(-1);
  const isMade = proposal !== undefined && (typeof proposal === "string" || isRewrite(proposal));
  if (call === undefined || !isMade || isWritten(textAt(over))) return proposal;
  return { words: whoGivesIt(call) };
}

/**
 * Another value where the wrong one is written down: the argument of the helper's call, the item of the list that a loop
 * goes through. `undefined` where it is written at the place itself, or a constant that others may use too.
 */
export function whereWritten(
  { span, ...data }: Data,
  code: string,
  { trail, modules }: Reached,
  note?: string,
): Proposal | undefined {
  if (data.kind !== "literal" || isWritten(textAt(span))) return undefined;
  const module = modules.get(span.source.path);
  const node = module && nodeAt(span, module);
  if (module === undefined || node === undefined) return undefined;
  const written = writtenAt(node, module, trail, { value: data.value, modules, isOnlyUse: true });
  return written && replaced(written.node, code, written.module, note);
}

/** A value, or an object all of whose fields are written there. */
export function isWritten(code: string): boolean {
  return (
    /^(?:"[^"]*"|'[^']*'|`[^`$]*`|-?[\d.]+|true|false|null)$/.test(code.trim()) ||
    /^\{(?!.*\.\.\.)/s.test(code)
  );
}
