/** Walks the code that a file runs, in source order, with an explicit stack, because code may be deeply nested. */
import { hasCode } from "../namespace-syntax.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/** Calls `enter` before a node's children and `leave` after them. Erased code is skipped; see `isErased`. */
export function walk(
  tree: TS.SourceFile,
  enter: (node: TS.Node) => void,
  leave: (node: TS.Node) => void,
): void {
  const waiting: { readonly node: TS.Node; readonly done: boolean }[] = [{ node: tree, done: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, done } = next;
    if (done) {
      leave(node);
      continue;
    }
    if (isErased(node)) continue;
    enter(node);
    waiting.push({ node, done: true });
    const children: TS.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse()) waiting.push({ node: child, done: false });
  }
}

/** Types, ambient declarations, and overloads, which do not exist at run time. */
export function isErased(node: TS.Node): boolean {
  // Tokens, which are most of all nodes, contain nothing to skip.
  if (node.kind <= ts.SyntaxKind.LastToken || ts.isExpressionWithTypeArguments(node)) return false;
  if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isHeritageClause(node)) return node.token === ts.SyntaxKind.ImplementsKeyword;
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (ts.isExportDeclaration(node) || ts.isImportEqualsDeclaration(node)) return node.isTypeOnly;
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) return node.isTypeOnly;
  if (ts.isModuleDeclaration(node)) return !hasCode(node);
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return true;
  return (
    (ts.isFunctionDeclaration(node) || (ts.isClassElement(node) && ts.isFunctionLike(node))) &&
    (node as { readonly body?: TS.Node }).body === undefined
  );
}
