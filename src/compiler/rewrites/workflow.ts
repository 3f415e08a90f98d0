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

/** `export default async function shot({ prompt }: Input) {` with the parameters given, or with its own. */
export function signature(
  workflow: TS.FunctionDeclaration,
  module: Module,
  parameters = workflow.parameters.map((each) => codeOf(each, module)).join(", "),
): string {
  const name = workflow.name?.text ?? "workflow";
  return `export default async function ${name}(${parameters}) {`;
}

/** The name of the input's field, when the expression is a path that starts at the workflow's parameter. */
export function inputField(expression: TS.Node, workflow: TS.FunctionDeclaration): string | undefined {
  const [parameter] = workflow.parameters;
  if (parameter === undefined) return undefined;
  let path = expression;
  let key: string | undefined;
  while (
    ts.isPropertyAccessExpression(path) ||
    ts.isElementAccessExpression(path) ||
    ts.isNonNullExpression(path)
  ) {
    if (ts.isPropertyAccessExpression(path)) key = path.name.text;
    path = path.expression;
  }
  if (!ts.isIdentifier(path)) return undefined;
  const { name } = parameter;
  if (ts.isIdentifier(name)) return name.text === path.text ? key : undefined;
  const own = name.elements.find(
    (each) => "name" in each && ts.isIdentifier(each.name) && each.name.text === path.text,
  );
  return own === undefined ? undefined : path.text;
}
