/** What `a + b`, `a ?? b`, `a === b` must be. */
import { ts, type TS } from "../../typescript.ts";
import type { ClassValue, Value } from "../../2-evaluate/values/values.ts";
import { eventOf, type Frame, valueIn } from "./frame.ts";
import { operate, takesRight } from "./operator-laws.ts";
import { isSame } from "./same.ts";
import { isTextOf, sumOf } from "./text-laws.ts";

const SyntaxKind = ts.SyntaxKind;

export function findLostBinary(node: TS.BinaryExpression, result: Value, frame: Frame): string | undefined {
  const operator = node.operatorToken.kind;
  if (operator === SyntaxKind.PlusToken) return findLostSum(node, result, frame);
  // `#name in object`
  if (ts.isPrivateIdentifier(node.left)) return undefined;
  const [left, right] = [valueIn(frame, node.left), valueIn(frame, node.right)];
  if (left === undefined) return "the left side was not evaluated";
  const takes = takesRight(operator, left);
  if (takes !== undefined) return findLostSide(takes, left, right, result);
  if (right === undefined) return "the right side was not evaluated";
  if (operator === SyntaxKind.CommaToken)
    return isSame(result, right) ? undefined : "it is not its last part";
  if (operator === SyntaxKind.InstanceOfKeyword) return findWrongInstance(left, right, result);
  if (left.kind !== "known" || right.kind !== "known") return undefined;
  const computed = operate(operator, left.value, right.value);
  return computed === undefined || isSame({ kind: "known", ...computed }, result)
    ? undefined
    : `JavaScript computes ${String(computed.value)} here`;
}

function findLostSide(
  takes: boolean,
  left: Value,
  right: Value | undefined,
  result: Value,
): string | undefined {
  // The default of an optional field of the input is in the interface.
  if (left.kind === "optional") return isSame(left, result) ? undefined : "it is not its left side";
  if (!takes) return isSame(left, result) ? undefined : "it is not its left side";
  if (right === undefined) return "the right side was not evaluated";
  return isSame(right, result) ? undefined : "it is not its right side";
}

/** The operands of `a + b + c` are evaluated one after the other, and joined at once. */
function findLostSum(node: TS.BinaryExpression, result: Value, frame: Frame): string | undefined {
  const operands: TS.Expression[] = [];
  let leftmost: TS.Expression = node;
  while (ts.isBinaryExpression(leftmost) && leftmost.operatorToken.kind === SyntaxKind.PlusToken) {
    operands.unshift(leftmost.right);
    leftmost = leftmost.left;
  }
  const events = [leftmost, ...operands].map((each) => eventOf(frame.happened, each));
  if (!events.every((event) => event !== undefined)) return "an operand was not evaluated";
  const sum = sumOf(events.map(({ value, contents }) => contents?.text ?? value));
  if (sum === undefined) return undefined;
  const isIt = "value" in sum ? isSame(sum.value, result) : isTextOf(result, sum.parts);
  return isIt ? undefined : "a sum does not contain all of its parts";
}

function findWrongInstance(left: Value, right: Value, result: Value): string | undefined {
  if (left.kind !== "object" || right.kind !== "class") return undefined;
  let made: ClassValue | undefined = left.class;
  while (made !== undefined && made !== right) made = made.base;
  return isSame(result, { kind: "known", value: made !== undefined }) ? undefined : "it is of another class";
}
