/** A file's text and syntax tree, and edits at positions of the tree. */
import { ts, type TS } from "../../../src/compiler/typescript.ts";

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function parseFile(text: string): TS.SourceFile {
  return ts.createSourceFile("main.ts", text, ts.ScriptTarget.ESNext, true);
}

/** Changes must not overlap; they may be in any order. */
export function applyChanges(text: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, text: own }) => changed.slice(0, start) + own + changed.slice(end), text);
}

export function replacing(node: TS.Node, text: string): Change {
  return { start: node.getStart(), end: node.end, text };
}

/** Every descendant, outermost first, in text order. */
export function* nodesOf(root: TS.Node): Generator<TS.Node> {
  const children: TS.Node[] = [];
  ts.forEachChild(root, (child) => void children.push(child));
  for (const child of children) {
    yield child;
    yield* nodesOf(child);
  }
}

export function listNodes<Node extends TS.Node>(
  root: TS.Node,
  fits: (node: TS.Node) => node is Node,
): Node[] {
  return [...nodesOf(root)].filter(fits);
}

/** The workflow function. */
export function workflowOf(tree: TS.SourceFile): TS.FunctionDeclaration {
  const found = tree.statements.find(
    (statement): statement is TS.FunctionDeclaration =>
      ts.isFunctionDeclaration(statement) && statement.name?.text === "workflow",
  );
  if (found === undefined) throw new Error("a program without a workflow");
  return found;
}

/** Whether an identifier refers to a variable: not the name of a property, a type or a label. */
export function isVariable(node: TS.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.propertyName !== node;
  if (ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent) || ts.isEnumMember(parent))
    return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName !== node;
  return !ts.isTypeNode(parent) && !ts.isTypeParameterDeclaration(parent);
}
