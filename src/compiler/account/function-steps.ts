/** What is reached in a function, and in the patterns that destructure its arguments. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isGenerator } from "../2-evaluate/generators/generator.ts";
import type { FunctionNode } from "../2-evaluate/values/values.ts";
import type { Recording } from "./recording.ts";
import { either, excused, part, type Step, type Steps, value } from "./steps.ts";

export function functionSteps(node: FunctionNode, recording: Recording): readonly Step[] {
  const { body, parameters } = node;
  // A signature, or a function that is declared elsewhere.
  if (body === undefined || hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return [];
  if (!recording.invoked.has(node)) {
    const name = node.name === undefined ? "this function" : node.name.getText();
    return [...parameters, body].flatMap((child) => excused(child, `${name} is never called`));
  }
  return [
    ...parameters.flatMap((parameter) => bindingSteps(parameter, recording)),
    ...bodySteps(node, body, recording),
  ];
}

function bodySteps(node: FunctionNode, body: TS.ConciseBody, { begun }: Recording): readonly Step[] {
  if (!ts.isBlock(body)) return value(body);
  const hasBegun = !isGenerator(node) || begun.has(node);
  return hasBegun ? part(body) : excused(body, "no value is asked of this generator");
}

export const patternSteps: Steps = (node, recording) => {
  if (ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node)) {
    return node.elements.flatMap((element) =>
      ts.isOmittedExpression(element) ? [] : bindingSteps(element, recording),
    );
  }
  return undefined;
};

/** A name or a pattern with a default. The workflow's own parameter has the interface's defaults. */
function bindingSteps(
  node: TS.ParameterDeclaration | TS.BindingElement,
  recording: Recording,
): readonly Step[] {
  const { name, initializer } = node;
  const key = ts.isBindingElement(node) ? node.propertyName : undefined;
  const isReached =
    initializer !== undefined && (recording.values.has(initializer) || recording.missing.has(node));
  return [
    ...(key !== undefined && ts.isComputedPropertyName(key) ? part(key) : []),
    ...(ts.isIdentifier(name) ? [] : part(name)),
    ...either(initializer, isReached, "a value is present, so the default is not needed"),
  ];
}
