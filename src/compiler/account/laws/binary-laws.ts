/** What `a + b`, `a ?? b`, `a === b` must be. */
import { ts, type TS } from "../../typescript.ts";
import type { ClassValue, Value } from "../../2-evaluate/values/values.ts";
import { privateMember } from "./access-laws.ts";
import { eventOf, type Frame, valueIn } from "./frame.ts";
import { inheritedMember, keyOf } from "./member-laws.ts";
import { hasOwn } from "./object-laws.ts";
import { operate, takesRight } from "./operator-laws.ts";
import { isSame } from "./same.ts";
import { isTextOf, OperandTexts, sumOf } from "./text-laws.ts";

const SyntaxKind = ts.SyntaxKind;

export function findLostBinary(node: TS.BinaryExpression, result: Value, frame: Frame): string | undefined {
  const operator = node.operatorToken.kind;
  if (operator === SyntaxKind.PlusToken) return findLostSum(node, result, frame);
  // `#name in object`
  if (ts.isPrivateIdentifier(node.left)) {
    const owner = valueIn(frame, node.right);
    if (owner === undefined) return "the right side was not evaluated";
    const has = privateMember(owner, node.left.text, frame) !== undefined;
    return isSame(result, { kind: "known", value: has }) ? undefined : "JavaScript gives another answer here";
  }
  const [left, right] = [valueIn(frame, node.left), valueIn(frame, node.right)];
  if (left === undefined) return "the left side was not evaluated";
  const takes = takesRight(operator, left);
  if (takes !== undefined) return findLostSide(takes, left, right, result);
  if (right === undefined) return "the right side was not evaluated";
  if (operator === SyntaxKind.CommaToken)
    return isSame(result, right) ? undefined : "it is not its last part";
  if (operator === SyntaxKind.InstanceOfKeyword) return findWrongInstance(left, right, result);
  if (operator === SyntaxKind.InKeyword) return findWrongMembership(left, right, result);
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
  const texts = new OperandTexts(frame.happened);
  const sum = sumOf(
    events.map((event) => (isHolder(event.value) ? texts.of(event) : undefined) ?? event.value),
  );
  if (sum === undefined) return undefined;
  const isIt = "value" in sum ? isSame(sum.value, result) : isTextOf(result, sum.parts);
  return isIt ? undefined : "a sum does not contain all of its parts";
}

function findWrongMembership(left: Value, right: Value, result: Value): string | undefined {
  const key = keyOf(left);
  if (key === undefined) return undefined;
  const own = hasOwn(right, key);
  const isInherited =
    right.kind === "array"
      ? key in Array.prototype
      : right.kind === "object" &&
        (inheritedMember(right.class, key) !== undefined || (right.bare !== true && key in Object.prototype));
  if (own === undefined && !isInherited) return undefined;
  const isIt = isSame(result, { kind: "known", value: own === true || isInherited });
  return isIt ? undefined : "JavaScript gives another answer here";
}

function isHolder({ kind }: Value): boolean {
  return kind === "array" || kind === "object";
}

function findWrongInstance(left: Value, right: Value, result: Value): string | undefined {
  if (left.kind !== "object" || right.kind !== "class") return undefined;
  let made: ClassValue | undefined = left.class;
  while (made !== undefined && made !== right) made = made.base;
  return isSame(result, { kind: "known", value: made !== undefined }) ? undefined : "it is of another class";
}
