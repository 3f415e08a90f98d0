/** What operators must give, computed by JavaScript itself from the operands that were observed. */
import { ts, type TS } from "../../typescript.ts";
import type { Known, Value } from "../../2-evaluate/values/values.ts";
import { isNothing, isTruthy } from "./same.ts";

const SyntaxKind = ts.SyntaxKind;

type Primitive = Known["value"];
type Operation = (a: never, b: never) => Primitive;

/** JavaScript converts the operands itself. Of `x += y`, too. */
const operations: ReadonlyMap<TS.SyntaxKind, Operation> = new Map<TS.SyntaxKind, Operation>([
  [SyntaxKind.MinusToken, (a: number, b: number) => a - b],
  [SyntaxKind.AsteriskToken, (a: number, b: number) => a * b],
  [SyntaxKind.AsteriskAsteriskToken, (a: number, b: number) => a ** b],
  [SyntaxKind.SlashToken, (a: number, b: number) => a / b],
  [SyntaxKind.PercentToken, (a: number, b: number) => a % b],
  [SyntaxKind.AmpersandToken, (a: number, b: number) => a & b],
  [SyntaxKind.BarToken, (a: number, b: number) => a | b],
  [SyntaxKind.CaretToken, (a: number, b: number) => a ^ b],
  [SyntaxKind.LessThanLessThanToken, (a: number, b: number) => a << b],
  [SyntaxKind.GreaterThanGreaterThanToken, (a: number, b: number) => a >> b],
  [SyntaxKind.GreaterThanGreaterThanGreaterThanToken, (a: number, b: number) => a >>> b],
  [SyntaxKind.LessThanToken, (a: number, b: number) => a < b],
  [SyntaxKind.LessThanEqualsToken, (a: number, b: number) => a <= b],
  [SyntaxKind.GreaterThanToken, (a: number, b: number) => a > b],
  [SyntaxKind.GreaterThanEqualsToken, (a: number, b: number) => a >= b],
  [SyntaxKind.EqualsEqualsEqualsToken, (a: unknown, b: unknown) => a === b],
  [SyntaxKind.ExclamationEqualsEqualsToken, (a: unknown, b: unknown) => a !== b],
  [SyntaxKind.EqualsEqualsToken, (a: unknown, b: unknown) => a == b],
  [SyntaxKind.ExclamationEqualsToken, (a: unknown, b: unknown) => a != b],
]);

const simple: ReadonlyMap<TS.SyntaxKind, TS.SyntaxKind> = new Map([
  [SyntaxKind.PlusEqualsToken, SyntaxKind.PlusToken],
  [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
  [SyntaxKind.AsteriskAsteriskEqualsToken, SyntaxKind.AsteriskAsteriskToken],
  [SyntaxKind.SlashEqualsToken, SyntaxKind.SlashToken],
  [SyntaxKind.PercentEqualsToken, SyntaxKind.PercentToken],
  [SyntaxKind.AmpersandEqualsToken, SyntaxKind.AmpersandToken],
  [SyntaxKind.BarEqualsToken, SyntaxKind.BarToken],
  [SyntaxKind.CaretEqualsToken, SyntaxKind.CaretToken],
  [SyntaxKind.LessThanLessThanEqualsToken, SyntaxKind.LessThanLessThanToken],
  [SyntaxKind.GreaterThanGreaterThanEqualsToken, SyntaxKind.GreaterThanGreaterThanToken],
  [
    SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
    SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ],
]);

/** `+` for `+=`. */
export function simpleOperator(operator: TS.SyntaxKind): TS.SyntaxKind | undefined {
  return simple.get(operator);
}

/** Of two known operands; `undefined` for other operators. */
export function operate(
  operator: TS.SyntaxKind,
  a: Primitive,
  b: Primitive,
): { readonly value: Primitive } | undefined {
  const operation = operations.get(operator) as ((a: Primitive, b: Primitive) => Primitive) | undefined;
  return operation && { value: operation(a, b) };
}

/** Whether `&&`, `||` or `??`, with or without `=`, takes its right side; `undefined` for another operator. */
export function takesRight(operator: TS.SyntaxKind, left: Value): boolean | undefined {
  switch (operator) {
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.AmpersandAmpersandEqualsToken:
      return isTruthy(left);
    case SyntaxKind.BarBarToken:
    case SyntaxKind.BarBarEqualsToken:
      return !isTruthy(left);
    case SyntaxKind.QuestionQuestionToken:
    case SyntaxKind.QuestionQuestionEqualsToken:
      return isNothing(left);
    default:
      return undefined;
  }
}

/** `-x`, `+x`, `~x`, `!x`; `undefined` if it is not computed here. */
export function unary(operator: TS.SyntaxKind, value: Value): { readonly value: Primitive } | undefined {
  if (operator === SyntaxKind.ExclamationToken) return { value: !isTruthy(value) };
  if (value.kind !== "known") return undefined;
  const operand = value.value as number;
  switch (operator) {
    case SyntaxKind.MinusToken:
      return { value: -operand };
    case SyntaxKind.PlusToken:
      return { value: Number(operand) };
    case SyntaxKind.TildeToken:
      return { value: ~operand };
    default:
      return undefined;
  }
}
