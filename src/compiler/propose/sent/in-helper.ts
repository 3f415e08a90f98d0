/** A rewrite inside a helper affects all its callers: a value from one caller is not a constant there. */
import { textAt } from "../../../diagnostics/in-place.ts";
import { isRewrite, type Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { KnownOfWorkflow } from "../here.ts";
import { adviseCaller } from "../for-all.ts";
import { declarationOf } from "../../2-evaluate/types/names/value-names.ts";
import { nodeAt } from "../node-at.ts";
import { replaced } from "../source.ts";
import { writtenAt } from "../written-at.ts";
import { ts } from "../../typescript.ts";
import type { Data } from "../../evaluation.ts";

/** How the code around a call is reached: the calls of helpers that led there, and what is known of the workflow. */
export interface Reached extends KnownOfWorkflow {
  readonly trail: readonly Span[];
}

/** The suggestion, or words if it would overwrite what the callers pass. `over`: the code there now. */
export function inHelper(
  suggestion: Suggestion | undefined,
  over: Span,
  reached: Reached,
): Suggestion | undefined {
  const call = whereGiven(over, reached);
  const isMade = suggestion !== undefined && (typeof suggestion === "string" || isRewrite(suggestion));
  return call === undefined || !isMade ? suggestion : { words: adviseCaller(call) };
}

/** The call that passes the value to the helper; `undefined` if it is written in the helper, or is not in one. */
export function whereGiven(value: Span, { trail, modules }: Reached): Span | undefined {
  const call = trail.at(-1);
  if (call === undefined || isWritten(textAt(value))) return undefined;
  const module = modules.get(value.source.path);
  const node = module && nodeAt(value, module, ts.isIdentifier);
  const declared = node && declarationOf(node);
  // A constant of the helper's own, the same for every call.
  const isOwn =
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    declared.initializer !== undefined &&
    isWritten(declared.initializer.getText(module?.tree));
  return isOwn ? undefined : call;
}

/**
 * Another value where the wrong one is written: the argument of the helper's call, the item of the list that a loop
 * iterates over. `undefined` if it is written at the location itself, or is a constant with other uses.
 */
export function whereWritten(
  { span, ...data }: Data,
  code: string,
  { trail, modules }: Reached,
  note?: string,
): Suggestion | undefined {
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
