/** Parameters that no engine accepts. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";
import { isLast } from "./pattern-errors.ts";

export function* findFunctionErrors(node: TS.SignatureDeclaration): Generator<EarlyError> {
  const { parameters } = node;
  for (const [index, parameter] of parameters.entries()) {
    // A function type in a JSDoc comment has parameters without names.
    const { name } = parameter as Partial<TS.ParameterDeclaration>;
    const isThis = name !== undefined && ts.isIdentifier(name) && name.text === "this";
    if (isThis && (index > 0 || ts.isArrowFunction(node))) {
      yield { node: parameter, text: "'this' can be declared only as a function's first parameter." };
    }
    if (parameter.dotDotDotToken === undefined) continue;
    if (!isLast(parameter, parameters)) {
      yield { node: parameter, text: "A rest parameter must be last in a parameter list." };
    }
    if (parameter.initializer !== undefined) {
      yield { node: parameter, text: "A rest parameter cannot have a default." };
    }
  }
  if (ts.isAccessor(node)) yield* findAccessorErrors(node);
  yield* findDirectiveErrors(node);
  if (!ts.isFunctionDeclaration(node) || node.body === undefined) return;
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) {
    yield { node: node.body, text: "An ambient declaration cannot have a body." };
  }
}

function* findAccessorErrors(node: TS.AccessorDeclaration): Generator<EarlyError> {
  // `get size(this: Box)`: a type, not a parameter.
  const [first, second] = node.parameters.filter(
    ({ name }) => !ts.isIdentifier(name) || name.text !== "this",
  );
  if (ts.isGetAccessor(node)) {
    if (first !== undefined) yield { node: first, text: "A getter cannot have parameters." };
  } else if (first === undefined)
    yield { node: node.name, text: "A setter must have exactly one parameter." };
  else if (second !== undefined) yield { node: second, text: "A setter must have exactly one parameter." };
  else if (first.dotDotDotToken !== undefined)
    yield { node: first, text: "A setter cannot have a rest parameter." };
}

/** `"use strict"` would change how the preceding parameters are parsed. */
function* findDirectiveErrors(node: TS.SignatureDeclaration): Generator<EarlyError> {
  const { body } = node as { readonly body?: TS.Node };
  if (body === undefined || !ts.isBlock(body)) return;
  const areNames = node.parameters.every(
    ({ name, initializer, dotDotDotToken }) =>
      ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined,
  );
  if (areNames) return;
  for (const statement of body.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return;
    if (/^["']use strict["']$/.test(statement.expression.getText())) {
      yield {
        node: statement,
        text: '"use strict" is allowed only in functions whose parameters are plain names.',
      };
    }
  }
}
