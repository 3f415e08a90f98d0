/** Operators on values known only at run time. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { ts, type TS } from "../typescript.ts";
import { comparisonSuggestion } from "./decision/decision.ts";
import type { FieldType } from "./input.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { liftToInput } from "./lift-to-input.ts";
import { codeOf, edit } from "./source.ts";
import { isHandedIn, parameterOf, workflowOf } from "./workflow.ts";

/** The result's type; `undefined` if it depends on the operands. */
function resultType(operator: string): FieldType | undefined {
  if (/^(?:[-+*/%&|^~]|\*\*|<<|>>>?)$|^Math\./.test(operator)) return "number";
  if (operator === "in" || /\.(?:test|has|includes|startsWith|endsWith)$/.test(operator)) return "boolean";
  return operator === "JSON.stringify" ? "string" : undefined;
}

/**
 * A comparison of the input is a decision; arithmetic on the input is done before the run and passed in; arithmetic
 * on a model's output is done after it.
 */
export function computedBefore(
  node: TS.Node,
  { operator, ...value }: DiagnosticFacts<"operator-on-reference">,
  module: Here,
): Suggestion | undefined {
  if (operator === "typeof" || operator === "delete") return undefined;
  if (/^[=!]==?$|^[<>]=?$/.test(operator)) return comparisonSuggestion(node, module, value);
  if (isHandedIn(node, module)) return undefined;
  if (value.root === "call") return afterRun(node, module);
  const type = resultType(operator);
  if (type === undefined || !ts.isExpression(node)) return undefined;
  const whole = wholeOf(node);
  return isOfInput(whole, module) ? liftToInput(whole, type, module) : undefined;
}

/** `input.steps = 5`, `delete input.steps` */
export function newObject(node: TS.Node, module: Here): Suggestion | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const [owner, key] = [codeOf(node.expression, module), node.name.text];
  const isDeleted = ts.isDeleteExpression(node.parent);
  const code = isDeleted ? `const { ${key}, ...rest } = ${owner};` : `{ ...${owner}, ${key}: … }`;
  return { words: `Leave \`${owner}\` as it is, and make a new object: \`${code}\`.` };
}

/** `capitalize(title)` from a package: the caller computes it. */
export function packageCall(node: TS.Node, module: Here): Suggestion | undefined {
  const call = ts.isCallExpression(node) ? node : node.parent;
  const isCall = ts.isCallExpression(call) && (call === node || call.expression === node);
  // Its result counts as text if it is used as one.
  if (!isCall || !call.arguments.every((each) => isOfInput(each, module))) return undefined;
  return liftToInput(call, "string", module);
}

/** A model's result is returned unchanged. */
function afterRun(node: TS.Node, module: Here): Suggestion {
  const text = codeOf(node, module);
  const whole = ts.isExpression(node) ? wholeOf(node) : node;
  const property = ts.findAncestor(whole, ts.isPropertyAssignment);
  if (property?.initializer === outermost(whole) && ts.isReturnStatement(property.parent.parent)) {
    return {
      edits: [edit(property.initializer, text, module)],
      note: `compute ${codeOf(whole, module).replace(/\s+/g, " ")} after the run, with the result`,
    };
  }
  return { words: `Return ${tick(text)} as it is, and compute with it in the code that runs the workflow.` };
}

/** Including type assertions: `JSON.parse(a) as Plan`. */
function outermost(node: TS.Node): TS.Node {
  const { parent } = node;
  const isAround =
    ts.isAsExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent);
  return isAround ? outermost(parent) : node;
}

/** The whole computation: `Math.round(quality * 10) + 1` around `quality`. */
function wholeOf(node: TS.Expression): TS.Expression {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isPrefixUnaryExpression(parent)) return wholeOf(parent);
  if (
    ts.isBinaryExpression(parent) &&
    /^(?:[-+*/%&|^]|\*\*|in)$/.test(parent.operatorToken.getText()) &&
    !isTexts(parent)
  ) {
    return wholeOf(parent);
  }
  const isMath =
    ts.isCallExpression(parent) &&
    parent.expression !== node &&
    /^(?:Math|JSON)\.\w+$/.test(parent.expression.getText());
  return isMath ? wholeOf(parent) : node;
}

function isTexts({ left, right }: TS.BinaryExpression): boolean {
  return [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
}

/** Whether the caller can compute it: from the input, constants of the file, and numbers. */
function isOfInput(node: TS.Node, module: Here): boolean {
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(node);
    if (declared === undefined || parameterOf(node)?.parameter.parent === workflowOf(module)) return true;
    return ts.isVariableDeclaration(declared) && ts.isSourceFile(declared.parent.parent.parent);
  }
  if (ts.isAwaitExpression(node) || ts.isFunctionLike(node)) return false;
  if (ts.isPropertyAccessExpression(node)) return isOfInput(node.expression, module);
  return ts.forEachChild(node, (child) => (isOfInput(child, module) ? undefined : true)) === undefined;
}
