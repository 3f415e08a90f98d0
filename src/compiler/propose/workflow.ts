/** The workflow function of a file, and the origin of a value in it. */
import type { Here } from "./here.ts";
import type { WorkflowFunction } from "../1-parse/module.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";

/** The workflow function, if it is in this file. */
export function workflowOf({ fn, path }: Here): WorkflowFunction | undefined {
  const node = fn?.module.path === path ? fn.node : undefined;
  const isOne = node && (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node)); // prettier-ignore
  return isOne ? node : undefined;
}

/** The workflow function around the node, at any depth; `undefined` in a helper, and at a file's top level. */
export function workflowAround(node: TS.Node, here: Here): WorkflowFunction | undefined {
  const workflow = workflowOf(here);
  return ts.findAncestor(node, (each) => each === workflow) && workflow;
}

/** The origin of a value, and the keys that lead from there to it. */
export type Origin =
  /** The whole input, or a part of it. */
  | { readonly kind: "input"; readonly path: readonly string[] }
  | { readonly kind: "call"; readonly call: TS.CallExpression; readonly path: readonly string[] }
  | {
      readonly kind: "parameter";
      readonly parameter: TS.ParameterDeclaration;
      readonly path: readonly string[];
    };

/** Follows names through constants and patterns. `undefined` if the syntax alone does not show it. */
export function originOf(node: TS.Node, module: Here): Origin | undefined {
  if (!ts.isExpression(node)) return undefined;
  const expression = unwrap(node);
  if (ts.isPropertyAccessExpression(expression)) {
    return below(originOf(expression.expression, module), [expression.name.text]);
  }
  if (ts.isElementAccessExpression(expression)) {
    const { argumentExpression: key } = expression;
    const isWritten = ts.isStringLiteral(key) || ts.isNumericLiteral(key);
    return isWritten ? below(originOf(expression.expression, module), [key.text]) : undefined;
  }
  if (ts.isAwaitExpression(expression)) {
    const call = unwrap(expression.expression);
    return ts.isCallExpression(call) ? { kind: "call", call, path: [] } : originOf(call, module);
  }
  if (!ts.isIdentifier(expression)) return undefined;
  const declared = declarationOf(expression);
  if (declared === undefined) return undefined;
  if (ts.isParameter(declared) || ts.isVariableDeclaration(declared) || ts.isBindingElement(declared)) {
    return originOfDeclared(declared, module);
  }
  return undefined;
}

/** Like `originOf`, for a declared name. */
export function originOfDeclared(
  declared: TS.ParameterDeclaration | TS.VariableDeclaration | TS.BindingElement,
  module: Here,
): Origin | undefined {
  if (ts.isBindingElement(declared)) {
    const pattern = declared.parent;
    if (declared.dotDotDotToken !== undefined) return undefined;
    const key = declared.propertyName ?? declared.name;
    const step = ts.isArrayBindingPattern(pattern)
      ? String(pattern.elements.indexOf(declared))
      : ts.isIdentifier(key) || ts.isStringLiteral(key)
        ? key.text
        : undefined;
    return step === undefined ? undefined : below(originOfDeclared(pattern.parent, module), [step]);
  }
  if (ts.isParameter(declared)) {
    return declared.parent === workflowOf(module)
      ? { kind: "input", path: [] }
      : { kind: "parameter", parameter: declared, path: [] };
  }
  const isConstant = (declared.parent.flags & ts.NodeFlags.Const) !== 0;
  if (!isConstant || declared.initializer === undefined) return undefined;
  const value = unwrap(declared.initializer);
  // A promise that is awaited where it is used.
  if (ts.isCallExpression(value)) return { kind: "call", call: value, path: [] };
  return originOf(value, module);
}

function below(origin: Origin | undefined, steps: readonly string[]): Origin | undefined {
  return origin && { ...origin, path: [...origin.path, ...steps] };
}
