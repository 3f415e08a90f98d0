/**
 * Whether a change is wrong for something else that runs the changed code. A line in a helper or a loop runs for every
 * caller and every iteration.
 */
import type { Reported } from "../../diagnostics/finding.ts";
import { isRewrite, printEdits, type Rewrite } from "../../diagnostics/suggestion.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Module } from "../1-parse/module.ts";
import type { Counted } from "../2-evaluate/survey.ts";
import { ts, type TS } from "../typescript.ts";
import type { Evidence, Suggester } from "./evidence.ts";

export interface Repeated {
  readonly modules: ReadonlyMap<string, Module>;
  /** Counts the evaluations of each location; `undefined` if the evaluation did not end, and would not again. */
  readonly counted: () => Counted | undefined;
}

/** `suggest` makes the suggestion for the same line, as it was reported for others. */
export function isDisputed(
  { first, variants, count }: Reported<Evidence>,
  { edits }: Rewrite,
  suggest: Suggester,
  { modules, counted }: Repeated,
): boolean {
  const { code, span, evidence } = first;
  const module = modules.get(span.source.path);
  const node = evidence?.kind === "evaluated" ? evidence.node : undefined;
  if (module === undefined || node === undefined) return false;
  const body = ts.findAncestor(node, ts.isFunctionLike) ?? module.tree;
  // A change at a single caller, or where a value is written, does not affect others.
  const isInside = edits.some(
    ({ span: edited }) =>
      edited.source === module.source &&
      body.pos <= edited.start &&
      edited.end <= body.end &&
      !isWrittenApart(edited, span, module),
  );
  if (!isInside) return false;
  const own = printEdits(edits);
  const isDifferent = variants.some((variant) => {
    if (variant === first) return false;
    const other = suggest(variant);
    return typeof other !== "object" || !isRewrite(other) || printEdits(other.edits) !== own;
  });
  return isDifferent || (counted()?.others(node, count, code) ?? 0) > 0;
}

function isWrittenApart(edited: Span, reported: Span, module: Module): boolean {
  if (edited.start < reported.end && reported.start < edited.end) return false;
  const find = (node: TS.Node): boolean => {
    if (node.end < edited.end || node.pos > edited.start) return false;
    const isOne = node.end === edited.end && node.getStart(module.tree) === edited.start;
    return (isOne && ts.isLiteralExpression(node)) || ts.forEachChild(node, find) === true;
  };
  return find(module.tree);
}
