/** How each execution of a statement must go, given what was observed in it: which parts, in which order, and its end. */
import { isAmbientDeclaration, unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Completion } from "../../2-evaluate/machine/machine.ts";
import { findLostDeclaration } from "./declaration-laws.ts";
import { type Frame, valueIn } from "./frame.ts";
import { findWrongLoop } from "./loop-laws.ts";
import { isSame, isTruthy } from "./same.ts";
import { endsWith, executed, findUnbound, findWrongSequence, skipped } from "./sequence.ts";
import { findWrongSwitch } from "./switch-laws.ts";

/** What is wrong; `completion` is `undefined` if the statement was left by a throw. */
export function findWrongStatement(
  node: TS.Statement,
  frame: Frame,
  completion: Completion | undefined,
): string | undefined {
  if (ts.isTryStatement(node)) return findWrongTry(node, frame, completion);
  if (completion === undefined) return undefined;
  if (ts.isBlock(node)) return findWrongSequence(node.statements, frame, completion);
  if (ts.isVariableStatement(node)) {
    return isAmbientDeclaration(node) ? undefined : findUnbound(node.declarationList, frame);
  }
  if (ts.isReturnStatement(node)) {
    const value = node.expression === undefined ? undefined : valueIn(frame, node.expression);
    const isReturned =
      completion.kind === "return" && (node.expression === undefined || isSame(completion.value, value));
    return isReturned ? undefined : "what is returned is not the value of its expression";
  }
  if (ts.isBreakOrContinueStatement(node)) {
    const kind = ts.isBreakStatement(node) ? "break" : "continue";
    const isJump = completion.kind === kind && completion.label === node.label?.text;
    return isJump ? undefined : `a ${kind} did not take place`;
  }
  if (ts.isThrowStatement(node)) return "a throw did not take place";
  if (ts.isExpressionStatement(node)) return endsWith(completion, { kind: "normal" });
  if (ts.isIfStatement(node)) {
    const value = valueIn(frame, node.expression);
    if (value === undefined) return "a condition was not evaluated";
    const branch = isTruthy(value) ? node.thenStatement : node.elseStatement;
    return findWrongSequence(branch === undefined ? [] : [branch], frame, completion);
  }
  if (ts.isLabeledStatement(node)) {
    const [only] = executed(frame.happened);
    const inner = only?.completion;
    const isHere = inner?.kind === "break" && inner.label === node.label.text;
    return only?.node === node.statement
      ? endsWith(completion, isHere ? { kind: "normal" } : inner)
      : skipped;
  }
  if (ts.isSwitchStatement(node)) return findWrongSwitch(node, frame, completion);
  return ts.isIterationStatement(node, false)
    ? findWrongLoop(node, frame, completion)
    : findLostDeclaration(node, frame);
}

function findWrongTry(
  { tryBlock, catchClause, finallyBlock }: TS.TryStatement,
  { happened }: Frame,
  completion: Completion | undefined,
): string | undefined {
  const done = executed(happened);
  const find = (node: TS.Node | undefined) => node && done.find((each) => each.node === node);
  const [tried, caught, last] = [find(tryBlock), find(catchClause?.block), find(finallyBlock)];
  if (tried === undefined) return skipped;
  if (finallyBlock !== undefined && last === undefined) return "a finally was not executed";
  if (tried.completion === undefined && catchClause !== undefined && caught === undefined) {
    return "a catch was not executed";
  }
  if (tried.completion !== undefined && caught !== undefined)
    return "a catch was executed, and nothing was thrown";
  if (completion === undefined) return undefined;
  const jumps = last?.completion !== undefined && last.completion.kind !== "normal";
  return endsWith(completion, jumps ? last.completion : (caught ?? tried).completion);
}

/** The name or the pattern of a loop's variable; `undefined` if it assigns to something that exists. */
export function loopVariable({ initializer }: TS.ForInOrOfStatement): TS.BindingName | undefined {
  return ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
}

export function loopTarget({ initializer }: TS.ForInOrOfStatement): TS.Expression | undefined {
  return ts.isVariableDeclarationList(initializer) ? undefined : unwrap(initializer);
}
