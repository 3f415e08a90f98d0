/** Changes to known values: `=`, `+=`, `++`, `delete`, on variables and on parts of known lists and objects. */
import { type ExpressionFlow, type Flow, valueOf } from "../machine/flow.ts";
import type { ExpressionRule, Machine, Place } from "../machine/machine.ts";
import { withStatedDefault } from "../interface/fill-in.ts";
import { applyOperator, replacesFor, takesRight } from "./operators.ts";
import { ts, type TS } from "../../typescript.ts";
import { refuseOnReference } from "../values/origin.ts";
import { known, type Value } from "../values/values.ts";
import { assignToPattern, isPattern } from "./assignment-pattern.ts";
import { findTarget, type Target } from "./assignment-target.ts";
import { unwrap } from "../../syntax.ts";

const compound: ReadonlyMap<TS.SyntaxKind, TS.SyntaxKind> = new Map([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken, ts.SyntaxKind.AsteriskAsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.AmpersandEqualsToken, ts.SyntaxKind.AmpersandToken],
  [ts.SyntaxKind.BarEqualsToken, ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.CaretEqualsToken, ts.SyntaxKind.CaretToken],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, ts.SyntaxKind.LessThanLessThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanToken],
  [
    ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
    ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ],
]);

/** These assign, and evaluate the right side, only if the left side's value requires it. */
const logical: ReadonlyMap<TS.SyntaxKind, TS.SyntaxKind> = new Map([
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, ts.SyntaxKind.AmpersandAmpersandToken],
  [ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.BarBarToken],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.QuestionQuestionToken],
]);

export const assignment: ExpressionFlow<TS.BinaryExpression> = function* (node, place, machine) {
  const operator = node.operatorToken.kind;
  const left = unwrap(node.left);
  if (isPattern(left)) {
    const value = yield* valueOf(node.right, place);
    assignToPattern(left, value, node.right, place, machine);
    return value;
  }
  const target = findTarget(left, place, machine);
  if ("kind" in target) {
    yield* valueOf(node.right, place);
    return target;
  }
  if (operator === ts.SyntaxKind.EqualsToken) {
    if (ts.isIdentifier(left)) machine.boundTo = left.text;
    const value = yield* valueOf(node.right, place);
    machine.boundTo = undefined;
    target.write(value);
    return value;
  }
  const condition = logical.get(operator);
  if (condition !== undefined) return yield* assignWhere(condition, node, target, place, machine);
  const simple = compound.get(operator);
  if (simple === undefined) {
    return machine.refuse("syntax-unsupported", node.operatorToken, place, {
      construct: `the operator ${ts.tokenToString(operator) ?? ""}`,
    });
  }
  const before = machine.use(target.read(), node.left, place);
  const right = yield* valueOf(node.right, place);
  const value = applyOperator(simple, before, right, node, place, machine);
  target.write(value);
  return value;
};

function* assignWhere(
  operator: TS.SyntaxKind,
  node: TS.BinaryExpression,
  target: Target,
  place: Place,
  machine: Machine,
): Flow<Value> {
  const held = target.read();
  const replaces = replacesFor(operator);
  const stated = replaces && withStatedDefault(held, replaces, node.right, place, machine);
  if (stated !== undefined) {
    target.write(stated);
    return stated;
  }
  const before = machine.use(held, node.left, place);
  const takes = takesRight(operator, before, node.left, place, machine);
  if (takes === false) return before;
  if (takes !== true) {
    machine.explore(() => machine.evaluate(node.right, place));
    return takes;
  }
  const value = yield* valueOf(node.right, place);
  target.write(value);
  return value;
}

export const updateExpression: ExpressionRule<TS.PrefixUnaryExpression | TS.PostfixUnaryExpression> = (
  node,
  place,
  machine,
) => {
  const target = findTarget(node.operand, place, machine);
  if ("kind" in target) return target;
  const before = machine.use(target.read(), node.operand, place);
  if (before.kind === "poison") return before;
  const operator = node.operator === ts.SyntaxKind.PlusPlusToken ? "++" : "--";
  if (before.kind !== "known") {
    return refuseOnReference(operator, before, node.operand, place, machine);
  }
  const number = Number(before.value);
  const after = known(operator === "++" ? number + 1 : number - 1);
  target.write(after);
  return ts.isPrefixUnaryExpression(node) ? after : known(number);
};
