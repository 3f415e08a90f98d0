/** `break` and `continue` without a target, and labels that are used twice at once. */
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";
import { walk } from "./walk.ts";

/** The statements that can be left; a function starts without any. */
interface Targets {
  readonly labels: Map<string, TS.LabeledStatement>;
  loops: number;
  switches: number;
}

export function findJumpErrors(tree: TS.SourceFile): readonly EarlyError[] {
  const errors: EarlyError[] = [];
  const functions: Targets[] = [];
  const duplicates = new Set<TS.Node>();
  walk(
    tree,
    (node) => {
      if (resetsJumps(node)) functions.push({ labels: new Map(), loops: 0, switches: 0 });
      const targets = functions.at(-1);
      if (targets === undefined) return;
      if (ts.isIterationStatement(node, false)) targets.loops += 1;
      else if (ts.isSwitchStatement(node)) targets.switches += 1;
      else if (ts.isLabeledStatement(node)) {
        const { text } = node.label;
        if (targets.labels.has(text)) {
          duplicates.add(node);
          errors.push({ node: node.label, text: `The label '${text}' is already in use.` });
        } else targets.labels.set(text, node);
      } else if (ts.isBreakOrContinueStatement(node)) {
        const error = findJumpError(node, targets);
        if (error !== undefined) errors.push(error);
      }
    },
    (node) => {
      const targets = functions.at(-1);
      if (targets === undefined) return;
      if (ts.isIterationStatement(node, false)) targets.loops -= 1;
      else if (ts.isSwitchStatement(node)) targets.switches -= 1;
      else if (ts.isLabeledStatement(node) && !duplicates.has(node)) targets.labels.delete(node.label.text);
      if (resetsJumps(node)) functions.pop();
    },
  );
  return errors;
}

function resetsJumps(node: TS.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isModuleBlock(node)
  );
}

const labelled = new WeakMap<TS.Statement, TS.Statement>();

/** `a: b: for (…)` are two labels of one loop. What a label stands before is remembered: there may be thousands. */
function isLoop(node: TS.LabeledStatement): boolean {
  const passed: TS.Statement[] = [];
  let inner: TS.Statement = node;
  while (ts.isLabeledStatement(inner)) {
    passed.push(inner);
    inner = labelled.get(inner) ?? inner.statement;
  }
  for (const each of passed) labelled.set(each, inner);
  return ts.isIterationStatement(inner, false);
}

function findJumpError(node: TS.BreakOrContinueStatement, targets: Targets): EarlyError | undefined {
  const isBreak = ts.isBreakStatement(node);
  const word = isBreak ? "break" : "continue";
  if (node.label === undefined) {
    const leads = targets.loops > 0 || (isBreak && targets.switches > 0);
    return leads
      ? undefined
      : {
          node,
          text: isBreak
            ? "'break' is allowed only in a loop or a switch."
            : "'continue' is allowed only in a loop.",
        };
  }
  const { text } = node.label;
  const target = targets.labels.get(text);
  if (target === undefined)
    return { node: node.label, text: `'${word}' refers to an undefined label '${text}'.` };
  if (isBreak || isLoop(target)) return undefined;
  return {
    node: node.label,
    text: `'continue' must refer to the label of a loop, but '${text}' labels another kind of statement.`,
  };
}
