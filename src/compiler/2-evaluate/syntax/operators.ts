/** Operators. Known operands are computed by JavaScript itself; `+` also joins texts. */
import { withStatedDefault } from "../interface/fill-in.ts";
import { identityOf } from "../values/identity.ts";
import { answered, type ExpressionFlow, optionalValueOf, valueOf } from "../machine/flow.ts";
import type { ExpressionRule, Machine, Place } from "../machine/machine.ts";
import { instanceOf } from "../members/instance-of.ts";
import { refuseOnReference } from "../values/origin.ts";
import { isNullish } from "../values/presence.ts";
import { isTextual, joinText, pieceNow, type TextPiece } from "../values/text.ts";
import { refuseCondition, truthiness } from "../values/truth.ts";
import { ts, type TS } from "../../typescript.ts";
import { describe } from "../values/describe.ts";
import { known, literal, undefinedValue, type Poison, type Value } from "../values/values.ts";
import { isMember } from "./membership.ts";

type Primitive = string | number | boolean | null | undefined;

/** Applied to known primitives. Casts: JavaScript itself converts the operands, as intended. */
const binary: ReadonlyMap<TS.SyntaxKind, (left: Primitive, right: Primitive) => Primitive> = new Map<
  TS.SyntaxKind,
  (left: Primitive, right: Primitive) => Primitive
>([
  [ts.SyntaxKind.PlusToken, (a, b) => (a as number) + (b as number)],
  [ts.SyntaxKind.MinusToken, (a, b) => (a as number) - (b as number)],
  [ts.SyntaxKind.AsteriskToken, (a, b) => (a as number) * (b as number)],
  [ts.SyntaxKind.AsteriskAsteriskToken, (a, b) => (a as number) ** (b as number)],
  [ts.SyntaxKind.SlashToken, (a, b) => (a as number) / (b as number)],
  [ts.SyntaxKind.PercentToken, (a, b) => (a as number) % (b as number)],
  [ts.SyntaxKind.AmpersandToken, (a, b) => (a as number) & (b as number)],
  [ts.SyntaxKind.BarToken, (a, b) => (a as number) | (b as number)],
  [ts.SyntaxKind.CaretToken, (a, b) => (a as number) ^ (b as number)],
  [ts.SyntaxKind.LessThanLessThanToken, (a, b) => (a as number) << (b as number)],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, (a, b) => (a as number) >> (b as number)],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, (a, b) => (a as number) >>> (b as number)],
  [ts.SyntaxKind.LessThanToken, (a, b) => (a as number) < (b as number)],
  [ts.SyntaxKind.LessThanEqualsToken, (a, b) => (a as number) <= (b as number)],
  [ts.SyntaxKind.GreaterThanToken, (a, b) => (a as number) > (b as number)],
  [ts.SyntaxKind.GreaterThanEqualsToken, (a, b) => (a as number) >= (b as number)],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, (a, b) => a === b],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, (a, b) => a !== b],
  [ts.SyntaxKind.EqualsEqualsToken, (a, b) => a == b], // the author's own loose comparison
  [ts.SyntaxKind.ExclamationEqualsToken, (a, b) => a != b],
]);

const equality: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

const strict: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const negated: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

const comparisons: ReadonlySet<TS.SyntaxKind> = new Set([
  ...equality,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
]);

const logical: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

export function isLogical({ operatorToken }: TS.BinaryExpression): boolean {
  return logical.has(operatorToken.kind);
}

export const binaryExpression: ExpressionRule<TS.BinaryExpression> = (node, place, machine) => {
  const operator = node.operatorToken.kind;
  if (isLogical(node)) return answered(logicalExpression(node, place, machine), machine);
  if (operator === ts.SyntaxKind.PlusToken) return sum(node, place, machine);
  if (operator === ts.SyntaxKind.InKeyword) return isMember(node, place, machine);
  const left = machine.evaluate(node.left, place);
  const right = machine.evaluate(node.right, place);
  if (operator === ts.SyntaxKind.CommaToken) return right;
  return applyOperator(operator, left, right, node, place, machine);
};

/** `a + b + c` is left-associative; a chain of thousands must not recurse thousands of calls deep. */
function sum(node: TS.BinaryExpression, place: Place, machine: Machine): Value {
  const rights: TS.BinaryExpression[] = [];
  let leftmost: TS.Expression = node;
  while (ts.isBinaryExpression(leftmost) && leftmost.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    rights.push(leftmost);
    leftmost = leftmost.left;
  }
  let value = machine.evaluate(leftmost, place);
  // A text collects pieces and is joined once, at the end: n pieces cost n, not n squared.
  let pieces: TextPiece[] | undefined;
  let valueNode: TS.Node = leftmost;
  for (const plus of rights.reverse()) {
    machine.step(plus, place);
    const right = machine.evaluate(plus.right, place);
    if (pieces !== undefined || isTextual(value) || isTextual(right)) {
      // Number plus number before the first text is arithmetic, which is already done.
      pieces ??= [pieceNow(value, valueNode, place, machine)];
      pieces.push(pieceNow(right, plus.right, place, machine));
      continue;
    }
    value = applyOperator(ts.SyntaxKind.PlusToken, value, right, plus, place, machine);
    valueNode = plus;
  }
  return pieces === undefined ? value : joinText(pieces, place, machine);
}

/** `a + b` if one of the operands contains a `yield`. */
export const sumOfTwo: ExpressionFlow<TS.BinaryExpression> = function* (node, place, machine) {
  const left = yield* valueOf(node.left, place);
  const right = yield* valueOf(node.right, place);
  return applyOperator(ts.SyntaxKind.PlusToken, left, right, node, place, machine);
};

/** Also used by `+=` and the like. `node` is the whole expression. */
export function applyOperator(
  operator: TS.SyntaxKind,
  left: Value,
  right: Value,
  node: TS.BinaryExpression,
  place: Place,
  machine: Machine,
): Value {
  if (left.kind === "poison") return left;
  if (right.kind === "poison") return right;
  if (operator === ts.SyntaxKind.InstanceOfKeyword) return instanceOf(left, right, node, place, machine);
  if (operator === ts.SyntaxKind.PlusToken && (isTextual(left) || isTextual(right))) {
    const pieces = [
      { value: left, node: node.left },
      { value: right, node: node.right },
    ];
    return joinText(pieces, place, machine);
  }
  const apply = binary.get(operator);
  if (apply === undefined) {
    return machine.refuse("syntax-unsupported", node.operatorToken, place, {
      construct: `the operator ${ts.tokenToString(operator) ?? machine.textOf(node.operatorToken, place)}`,
    });
  }
  if (left.kind === "known" && right.kind === "known") return known(apply(left.value, right.value));
  if (equality.has(operator)) {
    const same = areEqual(left, right, !strict.has(operator));
    if (same !== undefined) return known(same !== negated.has(operator));
  }
  for (const [value, operand] of [
    [left, node.left],
    [right, node.right],
  ] as const) {
    const text = machine.textOf(operand, place);
    if (value.kind === "reference" || value.kind === "text") {
      return refuseOnReference(machine.textOf(node.operatorToken, place), value, operand, place, machine);
    }
    if (value.kind === "pending") return machine.refuse("await-missing", operand, place, { text });
  }
  const [culprit, operand] = left.kind === "known" ? [right, node.right] : [left, node.left];
  const text = machine.textOf(operand, place);
  const what = describe(culprit);
  return comparisons.has(operator)
    ? machine.refuse("comparison-unsupported", node, place, {
        operator: machine.textOf(node.operatorToken, place),
        what,
        text,
      })
    : machine.refuse("conversion-unsupported", operand, place, {
        text,
        what,
        to: operator === ts.SyntaxKind.PlusToken ? "text" : "number",
      });
}

/** `undefined` if it is known only at run time, or JavaScript would convert an object to compare it. */
function areEqual(left: Value, right: Value, loose: boolean): boolean | undefined {
  // A value that always exists is neither null nor undefined, whatever it will be.
  if (isKnownNullish(left)) return isNullish(right) === false && right.kind !== "pending" ? false : undefined;
  if (isKnownNullish(right)) return isNullish(left) === false && left.kind !== "pending" ? false : undefined;
  if (loose && (left.kind === "known" || right.kind === "known")) return undefined;
  const [a, b] = [identityOf(left), identityOf(right)];
  return a === undefined || b === undefined ? undefined : a.of === b.of;
}

function isKnownNullish(value: Value): boolean {
  return value.kind === "known" && (value.value === undefined || value.value === null);
}

/** `&&`, `||`, `??` */
export const logicalExpression: ExpressionFlow<TS.BinaryExpression> = function* (node, place, machine) {
  const held = yield* optionalValueOf(node.left, place);
  const replaces = replacesFor(node.operatorToken.kind);
  const stated = replaces && withStatedDefault(held, replaces, node.right, place, machine);
  if (stated !== undefined) return stated;
  const left = machine.use(held, node.left, place);
  const takes = takesRight(node.operatorToken.kind, left, node.left, place, machine);
  if (typeof takes === "boolean") return takes ? yield* valueOf(node.right, place) : left;
  machine.explore(() => machine.evaluate(node.right, place));
  return takes;
};

/** What the right side of `??` and `||`, with or without `=`, replaces. */
export function replacesFor(operator: TS.SyntaxKind): "null" | "falsy" | undefined {
  if (operator === ts.SyntaxKind.QuestionQuestionToken) return "null";
  return operator === ts.SyntaxKind.BarBarToken ? "falsy" : undefined;
}

/** Whether `&&`, `||` or `??` evaluates its right side. `node` is the left side. */
export function takesRight(
  operator: TS.SyntaxKind,
  left: Value,
  node: TS.Expression,
  place: Place,
  machine: Machine,
): boolean | Poison {
  if (operator === ts.SyntaxKind.QuestionQuestionToken) {
    return left.kind === "poison"
      ? left
      : (isNullish(left) ??
          refuseCondition(node, place, machine, left.kind === "reference" ? left : undefined));
  }
  const truth = truthiness(left, node, place, machine);
  if (typeof truth !== "boolean") return truth;
  return operator === ts.SyntaxKind.AmpersandAmpersandToken ? truth : !truth;
}

export const conditionalExpression: ExpressionFlow<TS.ConditionalExpression> = function* (
  node,
  place,
  machine,
) {
  const truth = truthiness(yield* valueOf(node.condition, place), node.condition, place, machine);
  if (typeof truth !== "boolean") {
    // Both, to find further problems in them.
    machine.explore(() => machine.evaluate(node.whenTrue, place));
    machine.explore(() => machine.evaluate(node.whenFalse, place));
    return truth;
  }
  return yield* valueOf(truth ? node.whenTrue : node.whenFalse, place);
};

export const prefixUnary: ExpressionRule<TS.PrefixUnaryExpression> = (node, place, machine) => {
  const { operator, operand } = node;
  const value = machine.evaluate(operand, place);
  if (operator === ts.SyntaxKind.ExclamationToken) {
    const truth = truthiness(value, operand, place, machine);
    return typeof truth === "boolean" ? known(!truth) : truth;
  }
  if (value.kind === "poison") return value;
  if (value.kind === "known" && operator === ts.SyntaxKind.MinusToken) {
    const negative = -(value.value as number);
    return ts.isNumericLiteral(operand) ? literal(negative, node) : known(negative);
  }
  if (value.kind === "known" && operator === ts.SyntaxKind.PlusToken) return known(Number(value.value));
  if (value.kind === "known" && operator === ts.SyntaxKind.TildeToken) return known(~(value.value as number));
  const text = machine.textOf(operand, place);
  if (value.kind === "reference" || value.kind === "text") {
    const name = ts.tokenToString(operator) ?? "";
    return refuseOnReference(name, value, operand, place, machine);
  }
  if (value.kind === "pending") return machine.refuse("await-missing", operand, place, { text });
  return machine.refuse("conversion-unsupported", operand, place, {
    text,
    what: describe(value),
    to: "number",
  });
};

export const typeofExpression: ExpressionRule<TS.TypeOfExpression> = (node, place, machine) => {
  const value = machine.evaluate(node.expression, place);
  switch (value.kind) {
    case "known":
      return known(typeof value.value);
    case "text":
      return known("string");
    case "symbol":
      return known("symbol");
    case "function":
    case "class":
    case "builtin":
    case "model":
      return known("function");
    case "array":
    case "object":
    case "map":
    case "set":
    case "regexp":
    case "iterator":
    case "generator":
    case "namespace":
      return known("object");
    case "poison":
      return value;
    case "reference":
      return refuseOnReference("typeof", value, node.expression, place, machine);
    default:
      return machine.refuse("syntax-unsupported", node, place, { construct: `typeof ${describe(value)}` });
  }
};

export const voidExpression: ExpressionRule<TS.VoidExpression> = (node, place, machine) => {
  machine.evaluate(node.expression, place);
  return undefinedValue;
};
