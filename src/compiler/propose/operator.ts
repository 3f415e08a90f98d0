/** Operators on values known only at run time. */
import type { Here } from "./here.ts";
import type { DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { tick } from "../../diagnostics/wording.ts";
import { printKey } from "../../graph/print-literal.ts";
import { accessOf, outermost } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { computationAround, isText, typeOfComputation } from "./computation.ts";
import { comparisonSuggestion } from "./decision/decision.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { liftToInput } from "./lift-to-input.ts";
import { codeOf, edit, lineOf } from "./source.ts";
import { isHandedIn, parameterOf, workflowOf } from "./workflow.ts";

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
  if (!ts.isExpression(node)) return undefined;
  const whole = wholeOf(node, module);
  const type = typeOfComputation(whole, module);
  return type !== undefined && isOfInput(whole, module) ? liftToInput(whole, type, module) : undefined;
}

/** `input.steps = 5`, `delete input.steps` */
export function newObject(node: TS.Node, module: Here): Suggestion | undefined {
  const access = accessOf(node);
  if (access === undefined || access.isIndex) return undefined;
  const [owner, key] = [codeOf(access.owner, module), printKey(access.key)];
  const isDeleted = ts.isDeleteExpression(outermost(node).parent);
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
  const whole = ts.isExpression(node) ? wholeOf(node, module) : node;
  const property = ts.findAncestor(whole, ts.isPropertyAssignment);
  if (property?.initializer === outermost(whole) && ts.isReturnStatement(property.parent.parent)) {
    return {
      edits: [edit(property.initializer, text, module)],
      note: `compute ${lineOf(whole, module)} after the run, with the result`,
    };
  }
  return { words: `Return ${tick(text)} as it is, and compute with it in the code that runs the workflow.` };
}

/** The whole computation, except of texts. */
function wholeOf(node: TS.Expression, module: Here): TS.Expression {
  const isValue = (other: TS.Expression) => !(ts.isBinaryExpression(other.parent) && isText(other));
  return computationAround(node, isValue, module);
}

/** Whether the caller can compute it: from the input, constants of the file, and numbers. */
function isOfInput(node: TS.Node, module: Here): boolean {
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(node);
    if (declared === undefined || parameterOf(node)?.parameter.parent === workflowOf(module)) return true;
    return ts.isVariableDeclaration(declared) && ts.isSourceFile(declared.parent.parent.parent);
  }
  if (ts.isAwaitExpression(node) || ts.isFunctionLike(node)) return false;
  const access = accessOf(node);
  if (access !== undefined) return isOfInput(access.owner, module);
  return ts.forEachChild(node, (child) => (isOfInput(child, module) ? undefined : true)) === undefined;
}
