/** What is reached below a reached expression. */
import { isTransparent, isUpdate, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { classSteps } from "./class-steps.ts";
import { functionSteps } from "./function-steps.ts";
import type { Recording } from "./recording.ts";
import { either, excused, part, quote, type Step, type Steps, target, value, values } from "./steps.ts";

const SyntaxKind = ts.SyntaxKind;

export const expressionSteps: Steps = (node, recording) => {
  if (isLeaf(node)) return [];
  if (ts.isTemplateExpression(node)) {
    return [
      ...part(node.head),
      ...node.templateSpans.flatMap((span) => [...value(span.expression), ...part(span.literal)]),
    ];
  }
  if (ts.isTaggedTemplateExpression(node)) return [...value(node.tag), ...part(node.template)];
  if (ts.isArrayLiteralExpression(node)) return values(node.elements);
  if (ts.isSpreadElement(node)) return value(node.expression);
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap((property) => part(property));
  if (isAccess(node)) return accessSteps(node, recording);
  if (ts.isCallExpression(node)) {
    return [
      ...ownerSteps(node.expression),
      ...node.arguments.flatMap((argument) => chained(node, argument, recording)),
    ];
  }
  if (ts.isNewExpression(node)) {
    // The name of a built-in class is looked up, not evaluated.
    const callee = ts.isIdentifier(node.expression) ? [] : value(node.expression);
    return [...callee, ...values(node.arguments ?? [])];
  }
  if (ts.isFunctionExpression(node) || ts.isArrowFunction(node)) return functionSteps(node, recording);
  if (ts.isBinaryExpression(node)) return binarySteps(node, recording);
  if (ts.isConditionalExpression(node)) {
    const { condition, whenTrue, whenFalse } = node;
    const seen = recording.seen.get(condition);
    return [
      ...value(condition),
      ...either(whenTrue, seen?.truthy === true, `${quote(condition)} is false`),
      ...either(whenFalse, seen?.falsy === true, `${quote(condition)} is true`),
    ];
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return isUpdate(node) ? target(node.operand) : value(node.operand);
  }
  if (ts.isYieldExpression(node)) return value(node.expression);
  if (ts.isDeleteExpression(node)) return target(node.expression);
  if (ts.isClassExpression(node)) return classSteps(node, recording);
  const inner = operandOf(node);
  return inner === undefined ? undefined : value(inner);
};

/** Parts of an object, which are not expressions themselves. */
export const propertySteps: Steps = (node, recording) => {
  if (ts.isPropertyAssignment(node)) return [...part(node.name), ...value(node.initializer)];
  if (ts.isShorthandPropertyAssignment(node)) return value(node.name);
  if (ts.isSpreadAssignment(node)) return value(node.expression);
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) {
    return [...part(node.name), ...functionSteps(node, recording)];
  }
  if (ts.isComputedPropertyName(node)) return value(node.expression);
  return undefined;
};

/** What is evaluated to determine the assignment target. */
export const targetSteps: Steps = (node, recording) => {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner) || ts.isOmittedExpression(inner)) return [];
  if (isAccess(inner)) return accessSteps(inner, recording);
  if (ts.isArrayLiteralExpression(inner))
    return inner.elements.flatMap((element) => slotSteps(element, recording));
  if (ts.isSpreadElement(inner)) return target(inner.expression);
  if (!ts.isObjectLiteralExpression(inner)) return undefined;
  return inner.properties.flatMap((property): readonly Step[] => {
    if (ts.isSpreadAssignment(property)) return target(property.expression);
    if (ts.isShorthandPropertyAssignment(property)) {
      return defaultSteps(property.objectAssignmentInitializer, recording);
    }
    if (!ts.isPropertyAssignment(property)) return value(property);
    return [...part(property.name), ...slotSteps(property.initializer, recording)];
  });
};

function slotSteps(slot: TS.Expression, recording: Recording): readonly Step[] {
  const isDefault = ts.isBinaryExpression(slot) && slot.operatorToken.kind === SyntaxKind.EqualsToken;
  return isDefault ? [...target(slot.left), ...defaultSteps(slot.right, recording)] : target(slot);
}

/** For a pattern that is assigned to. */
function defaultSteps(initializer: TS.Expression | undefined, { values: seen }: Recording): readonly Step[] {
  const isReached = initializer !== undefined && seen.has(initializer);
  return either(initializer, isReached, "a value is present, so the default is not needed");
}

function accessSteps(
  node: TS.PropertyAccessExpression | TS.ElementAccessExpression,
  recording: Recording,
): readonly Step[] {
  const owner = ownerSteps(node.expression);
  return ts.isPropertyAccessExpression(node)
    ? owner
    : [...owner, ...chained(node, node.argumentExpression, recording)];
}

/** `super` is not a value. */
function ownerSteps(node: TS.Expression): readonly Step[] {
  return node.kind === SyntaxKind.SuperKeyword ? [] : value(node);
}

/** What follows a `?.` is reached only if the value before it exists. */
function chained(
  link: TS.CallExpression | TS.ElementAccessExpression,
  node: TS.Expression,
  { seen }: Recording,
): readonly Step[] {
  for (let each = unwrapMarks(link); isLink(each); each = unwrapMarks(each.expression)) {
    const before = unwrapMarks(each.expression);
    if (each.questionDotToken !== undefined && seen.get(before)?.something === false) {
      return excused(node, `${quote(before)} is null or undefined`);
    }
  }
  return value(node);
}

type Link = TS.PropertyAccessChain | TS.ElementAccessChain | TS.CallChain;

function isLink(node: TS.Expression): node is Link {
  return ts.isOptionalChain(node) && !ts.isNonNullExpression(node);
}

function unwrapMarks(node: TS.Expression): TS.Expression {
  let inner = node;
  while (ts.isNonNullExpression(inner)) inner = inner.expression;
  return inner;
}

function binarySteps(node: TS.BinaryExpression, { seen, threw }: Recording): readonly Step[] {
  const { left, right, operatorToken } = node;
  const operator = operatorToken.kind;
  if (operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment) {
    const whole = seen.get(node);
    const kept = (condition: boolean | undefined) =>
      seen.has(right) || condition !== true ? value(right) : excused(right, `${quote(left)} keeps its value`);
    switch (operator) {
      case SyntaxKind.AmpersandAmpersandEqualsToken:
        return [...target(left), ...kept(whole?.falsy)];
      case SyntaxKind.BarBarEqualsToken:
        return [...target(left), ...kept(whole?.truthy)];
      case SyntaxKind.QuestionQuestionEqualsToken:
        return [...target(left), ...kept(whole?.something)];
      case SyntaxKind.EqualsToken:
        return [...target(left), ...value(right)];
      default: {
        const isRead = seen.has(right) || threw.has(right) || !threw.has(node);
        return [...target(left), ...either(right, isRead, `reading ${quote(left)} throws before it`)];
      }
    }
  }
  // `#name in object`
  if (ts.isPrivateIdentifier(left)) return value(right);
  const before = seen.get(left);
  switch (operator) {
    case SyntaxKind.AmpersandAmpersandToken:
      return [...value(left), ...either(right, before?.truthy === true, `${quote(left)} is false`)];
    case SyntaxKind.BarBarToken:
      return [
        ...value(left),
        ...either(right, before?.falsy === true || seen.has(right), `${quote(left)} is true`),
      ];
    case SyntaxKind.QuestionQuestionToken:
      // The default of an optional input field is evaluated for the interface.
      return [
        ...value(left),
        ...either(right, before?.nothing === true || seen.has(right), `${quote(left)} is present`),
      ];
    default:
  }
  // The operands of `a + b + c` are joined at once.
  const isChain =
    operator === SyntaxKind.PlusToken &&
    ts.isBinaryExpression(left) &&
    left.operatorToken.kind === SyntaxKind.PlusToken;
  return [...(isChain ? part(left) : value(left)), ...value(right)];
}

/** For expressions with one operand that is always evaluated. */
function operandOf(node: TS.Node): TS.Expression | undefined {
  const hasOne =
    isTransparent(node) ||
    ts.isAwaitExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isVoidExpression(node);
  return hasOne ? node.expression : undefined;
}

function isAccess(node: TS.Node): node is TS.PropertyAccessExpression | TS.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function isLeaf(node: TS.Node): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isLiteralExpression(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isOmittedExpression(node) ||
    node.kind === SyntaxKind.ThisKeyword ||
    ts.isPrivateIdentifier(node) ||
    ts.isMetaProperty(node) ||
    node.kind === SyntaxKind.TrueKeyword ||
    node.kind === SyntaxKind.FalseKeyword ||
    node.kind === SyntaxKind.NullKeyword
  );
}
