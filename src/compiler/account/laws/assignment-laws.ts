/** That an assignment arrives: in the variable, in the field, in each target of a pattern. */
import { isTransparent } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Member, Value } from "../../2-evaluate/values/values.ts";
import { privateMember } from "./access-laws.ts";
import { appliedIn, type Frame, ownerIn, valueIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { accessorOf, keyOf, memberOf } from "./member-laws.ts";
import { operate, simpleOperator, takesRight } from "./operator-laws.ts";
import { isPart, partsTaken } from "./pattern-laws.ts";
import { isSame } from "./same.ts";
import { isTextOf, sumOf } from "./text-laws.ts";

export function findLostAssignment(
  node: TS.BinaryExpression,
  result: Value,
  frame: Frame,
  ledger: Ledger,
): string | undefined {
  const operator = node.operatorToken.kind;
  const left = unwrapped(node.left);
  const right = valueIn(frame, node.right);
  if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left)) {
    if (right === undefined) return "the right side was not evaluated";
    return isSame(result, right)
      ? findLostParts(left, right, frame, ledger)
      : "an assignment has another value";
  }
  const before = frame.before;
  const takes = before === undefined ? undefined : takesRight(operator, before);
  // An optional field of the input has its default in the interface.
  const isFilled = before?.kind === "optional" || before?.kind === "reference";
  if (takes === false || (takes === true && isFilled)) return arrived(left, result, frame, ledger);
  const wrong = findWrongValue(operator, before, right, result);
  return wrong ?? arrived(left, result, frame, ledger);
}

function findWrongValue(
  operator: TS.SyntaxKind,
  before: Value | undefined,
  right: Value | undefined,
  result: Value,
): string | undefined {
  if (right === undefined) return before === undefined ? undefined : "the right side was not evaluated";
  const simple = simpleOperator(operator);
  if (simple === undefined) return isSame(result, right) ? undefined : "an assignment has another value";
  if (before === undefined) return undefined;
  const wrong = "an assignment computes something else";
  if (simple === ts.SyntaxKind.PlusToken) {
    const sum = sumOf([before, right]);
    if (sum === undefined) return undefined;
    return ("value" in sum ? isSame(sum.value, result) : isTextOf(result, sum.parts)) ? undefined : wrong;
  }
  if (before.kind !== "known" || right.kind !== "known") return undefined;
  const computed = operate(simple, before.value, right.value);
  return computed === undefined || isSame({ kind: "known", ...computed }, result) ? undefined : wrong;
}

export function findLostUpdate(
  node: TS.PrefixUnaryExpression | TS.PostfixUnaryExpression,
  result: Value,
  frame: Frame,
  ledger: Ledger,
): string | undefined {
  const by = node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1;
  const { before } = frame;
  const target = unwrapped(node.operand);
  if (before?.kind !== "known") {
    if (ts.isIdentifier(target) && frame.place !== undefined) ledger.forget(target.text, frame.place);
    return undefined;
  }
  const old = Number(before.value);
  const written: Value = { kind: "known", value: old + by };
  const expected: Value = ts.isPrefixUnaryExpression(node) ? written : { kind: "known", value: old };
  return isSame(result, expected) ? arrived(target, written, frame, ledger) : "it counts from something else";
}

/** Whether the target has the value now. */
function arrived(target: TS.Expression, value: Value, frame: Frame, ledger: Ledger): string | undefined {
  const { place } = frame;
  const lost = `${target.getText()} did not get its value`;
  if (ts.isIdentifier(target))
    return place === undefined || ledger.write(target.text, value, place) ? undefined : lost;
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return undefined;
  const owner = ownerIn(frame, target.expression);
  if (owner === undefined) return undefined;
  if (ts.isPropertyAccessExpression(target) && ts.isPrivateIdentifier(target.name)) {
    const member = privateMember(owner, target.name.text, frame);
    return member === undefined || hasArrived(member, owner, value, frame) ? undefined : lost;
  }
  const key = keyIn(target, frame);
  if (key === undefined) return undefined;
  const accessor = accessorOf(owner, key);
  if (accessor !== undefined) return hasArrived(accessor, owner, value, frame) ? undefined : lost;
  if (frame.keys?.some((each) => !hasKey(owner, each)) === true) return `${lost}, and another field is gone`;
  const held = memberOf(owner, key);
  // A list's new length is a number, whatever was assigned, and so is a pattern's index.
  const isNumber = (owner.kind === "array" && key === "length") || owner.kind === "regexp";
  const expected: Value =
    isNumber && value.kind === "known" ? { kind: "known", value: Number(value.value) } : value;
  return held === undefined || isSame(held, expected) ? undefined : lost;
}

function hasArrived(member: Member, owner: Value, value: Value, frame: Frame): boolean {
  if (member.kind !== "accessor") return isSame(member.value, value);
  return appliedIn(frame).some(
    ({ callee, args, self }) => callee === member.set && isSame(args[0], value) && isSame(self, owner),
  );
}

/** The keys that an assignment must leave where they are; few enough to be compared each time. */
export function keysBefore(target: TS.Expression, frame: Frame): readonly string[] | undefined {
  const inner = unwrapped(target);
  if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner)) return undefined;
  const owner = ownerIn(frame, inner.expression);
  const keys = owner?.kind === "object" ? Object.keys(owner.fields) : [];
  return keys.length > 100 ? undefined : keys;
}

function hasKey(owner: Value, key: string): boolean {
  return owner.kind !== "object" || Object.hasOwn(owner.fields, key);
}

/** What the target held, when both its parts were evaluated. */
export function heldBefore(target: TS.Expression, frame: Frame, ledger: Ledger): Value | undefined {
  const inner = unwrapped(target);
  if (ts.isIdentifier(inner)) return frame.place && ledger.held(inner.text, frame.place);
  if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner)) return undefined;
  const owner = ownerIn(frame, inner.expression);
  if (owner === undefined) return undefined;
  if (ts.isPropertyAccessExpression(inner) && ts.isPrivateIdentifier(inner.name)) {
    const member = privateMember(owner, inner.name.text, frame);
    return member?.kind === "accessor" ? undefined : member?.value;
  }
  const key = keyIn(inner, frame);
  return key === undefined || accessorOf(owner, key) !== undefined ? undefined : memberOf(owner, key);
}

function keyIn(
  target: TS.PropertyAccessExpression | TS.ElementAccessExpression,
  frame: Frame,
): string | undefined {
  return ts.isPropertyAccessExpression(target)
    ? target.name.text
    : keyOf(valueIn(frame, target.argumentExpression));
}

/** `[a, b] = pair`, `for ({ a } of list)`: the last value that each target is given is there afterwards. */
export function findLostParts(
  target: TS.Expression,
  value: Value,
  frame: Frame,
  ledger: Ledger,
  isWhole = true,
): string | undefined {
  const inner = unwrapped(target);
  if (ts.isIdentifier(inner)) {
    const { place } = frame;
    if (place === undefined) return undefined;
    if (isWhole && ledger.write(inner.text, value, place)) return undefined;
    ledger.forget(inner.text, place);
    return isWhole ? `${inner.text} did not get its value` : undefined;
  }
  if (!ts.isArrayLiteralExpression(inner) && !ts.isObjectLiteralExpression(inner))
    return isWhole ? arrived(inner, value, frame, ledger) : undefined;
  // In a generator, the parts were read when the pattern was applied, which may be long ago.
  const parts = partsTaken(inner, value, ledger)(frame.happened);
  const last = new Map(parts.map((each) => [each.target.getText(), each]));
  for (const { target: part, part: expected } of last.values()) {
    const isRead = expected?.kind === "value";
    const lost = isRead
      ? findLostParts(part as TS.Expression, expected.value, frame, ledger, isWhole)
      : findLostRest(part as TS.Expression, expected, frame, ledger);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function findLostRest(
  target: TS.Expression,
  expected: Parameters<typeof isPart>[0],
  { place }: Frame,
  ledger: Ledger,
): string | undefined {
  const inner = unwrapped(target);
  if (!ts.isIdentifier(inner) || place === undefined) return undefined;
  ledger.forget(inner.text, place);
  const value = place.scope.find(inner.text)?.value;
  return value === undefined || isPart(expected, value) ? undefined : `${inner.text} did not get its value`;
}

function unwrapped(node: TS.Expression): TS.Expression {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}
