/** The workflow function of a file, and the origin of a value in it. */
import type { Here } from "./here.ts";
import type { WorkflowFunction } from "../1-parse/module.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { type Declaration, declarationOf } from "../2-evaluate/types/names/value-names.ts";

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

/** A parameter, and the keys that lead from it to a value. */
export interface FromParameter {
  readonly parameter: TS.ParameterDeclaration;
  readonly path: readonly string[];
}

/** The parameter that an expression takes its value from, as far as constants and patterns show it. */
export function parameterOf(node: TS.Node): FromParameter | undefined {
  const inner = unwrap(node);
  if (ts.isPropertyAccessExpression(inner)) return below(parameterOf(inner.expression), inner.name.text);
  if (ts.isElementAccessExpression(inner)) {
    const { argumentExpression: key } = inner;
    const isWritten = ts.isStringLiteral(key) || ts.isNumericLiteral(key);
    return isWritten ? below(parameterOf(inner.expression), key.text) : undefined;
  }
  const declared = ts.isIdentifier(inner) ? declarationOf(inner) : undefined;
  return declared && parameterOfDeclared(declared);
}

/** Like `parameterOf`, for a declared name. */
export function parameterOfDeclared(declared: Declaration): FromParameter | undefined {
  if (ts.isParameter(declared)) return { parameter: declared, path: [] };
  if (ts.isVariableDeclaration(declared)) {
    const isConstant = (declared.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConstant && declared.initializer !== undefined ? parameterOf(declared.initializer) : undefined;
  }
  if (!ts.isBindingElement(declared) || declared.dotDotDotToken !== undefined) return undefined;
  const { parent: pattern, name, propertyName: key = name } = declared;
  const step = ts.isArrayBindingPattern(pattern)
    ? String(pattern.elements.indexOf(declared))
    : ts.isIdentifier(key) || ts.isStringLiteral(key)
      ? key.text
      : undefined;
  return step === undefined ? undefined : below(parameterOfDeclared(pattern.parent), step);
}

function below(from: FromParameter | undefined, step: string): FromParameter | undefined {
  return from && { ...from, path: [...from.path, step] };
}

/** Whether a helper or a callback is called with it. */
export function isHandedIn(node: TS.Node, here: Here): boolean {
  const from = parameterOf(node);
  return from !== undefined && from.parameter.parent !== workflowOf(here);
}
