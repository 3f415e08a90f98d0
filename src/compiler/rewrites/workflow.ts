/** The workflow function around a node, as text: its signature, and the same with other parameters. */
import type { Module } from "../1-parse/module.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { codeOf } from "./source.ts";

/** The default function that the node stands in; `undefined` in a helper, and at a file's top level. */
export function workflowAround(node: TS.Node): TS.FunctionDeclaration | undefined {
  const around = ts.findAncestor(node, ts.isFunctionDeclaration);
  return around !== undefined && hasModifier(around, ts.SyntaxKind.DefaultKeyword) ? around : undefined;
}

/** The file's default function. */
export function workflowOf(module: Module): TS.FunctionDeclaration | undefined {
  return module.tree.statements.find(
    (each): each is TS.FunctionDeclaration =>
      ts.isFunctionDeclaration(each) && hasModifier(each, ts.SyntaxKind.DefaultKeyword),
  );
}

/** `export default async function shot({ prompt }: Input) {` with the parameters and the name given, or with its own. */
export function signature(
  workflow: TS.FunctionDeclaration,
  module: Module,
  parameters = workflow.parameters.map((each) => codeOf(each, module)).join(", "),
  name = workflow.name?.text ?? "workflow",
): string {
  return `export default async function ${name}(${parameters}) {`;
}

/** Where a value comes from: a field of the workflow's input, or what a call gave. */
export type Origin = { readonly kind: "input"; readonly field: string } | { readonly kind: "call" };

/** Follows a path to its first name, and that through constants. `undefined` where the syntax alone does not tell. */
export function originOf(expression: TS.Node, workflow: TS.FunctionDeclaration): Origin | undefined {
  const { root, key } = rootOf(expression);
  if (ts.isAwaitExpression(root)) return { kind: "call" };
  if (!ts.isIdentifier(root)) return undefined;
  const name = workflow.parameters[0]?.name;
  if (name !== undefined && ts.isIdentifier(name) && name.text === root.text) {
    return key === undefined ? undefined : { kind: "input", field: key };
  }
  if (name !== undefined && !ts.isIdentifier(name) && hasElement(name, root.text)) {
    return { kind: "input", field: root.text };
  }
  for (const { declarationList } of declarationsIn(workflow)) {
    for (const { name: bound, initializer } of declarationList.declarations) {
      const isBound = ts.isIdentifier(bound) ? bound.text === root.text : hasElement(bound, root.text);
      // What follows stands before what it is followed from, so this comes to an end.
      if (isBound && initializer !== undefined && initializer.pos < expression.pos) {
        return originOf(initializer, workflow);
      }
    }
  }
  return undefined;
}

/** `photo.images[0].url` → `photo` and `images`, the key next to it. */
function rootOf(expression: TS.Node): { readonly root: TS.Node; readonly key: string | undefined } {
  let root = expression;
  let key: string | undefined;
  while (
    ts.isPropertyAccessExpression(root) ||
    ts.isElementAccessExpression(root) ||
    ts.isNonNullExpression(root) ||
    ts.isParenthesizedExpression(root)
  ) {
    if (ts.isPropertyAccessExpression(root)) key = root.name.text;
    root = root.expression;
  }
  return { root, key };
}

function hasElement(pattern: TS.BindingPattern, name: string): boolean {
  return pattern.elements.some(
    (each) => ts.isBindingElement(each) && ts.isIdentifier(each.name) && each.name.text === name,
  );
}

function declarationsIn({ body }: TS.FunctionDeclaration): readonly TS.VariableStatement[] {
  return body?.statements.filter(ts.isVariableStatement) ?? [];
}
