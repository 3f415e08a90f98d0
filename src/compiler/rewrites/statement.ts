/** Whole statements: a call moved into the workflow, the body of a try, a value that has to be passed in. */
import type { Module } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { type FieldType, withInputField } from "./input-field.ts";
import { codeOf, replaced } from "./source.ts";
import { signature, workflowOf } from "./workflow.ts";

/** The statement with the call, as the first of the workflow. */
export function insideWorkflow(node: TS.Node, module: Module): string | undefined {
  const statement = ts.findAncestor(node, ts.isStatement);
  const workflow = workflowOf(module);
  if (statement === undefined || workflow === undefined || statement.parent !== module.tree) return undefined;
  const lines = codeOf(statement, module)
    .replace(/^export /, "")
    .split("\n");
  return [signature(workflow, module), ...lines.map((line) => `  ${line}`)].join("\n");
}

/** What is tried, without the try. */
export function tried(node: TS.Node, module: Module): string | undefined {
  const statement = ts.findAncestor(node, ts.isTryStatement);
  if (statement === undefined) return undefined;
  const statements = statement.tryBlock.statements.map((each) => codeOf(each, module));
  return statements.length === 0 ? undefined : statements.join("\n");
}

/** The value under the name it is bound to, as an input of the workflow. */
export function passedIn(node: TS.Node, type: FieldType, module: Module): string | undefined {
  const name = boundName(node);
  return name === undefined ? undefined : withInputField(node, name, type, module);
}

/** `const seed = Math.random()` and `{ seed: Math.random() }` are about `seed`. */
function boundName(node: TS.Node): string | undefined {
  const bound = ts.findAncestor(
    node,
    (each): each is TS.VariableDeclaration | TS.PropertyAssignment =>
      ts.isVariableDeclaration(each) || ts.isPropertyAssignment(each),
  );
  return bound !== undefined && ts.isIdentifier(bound.name) ? bound.name.text : undefined;
}

/** A list's parts one by one: the two that are most often there. */
export function itemsOf(node: TS.Node, module: Module): string {
  const text = codeOf(node, module);
  return replaced(node, `[${text}[0], ${text}[1]]`, module);
}
