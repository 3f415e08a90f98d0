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
  const waiting: TS.Node[] = [tree];
  /** The nodes around the next one, innermost last: each is still waiting, to be left. */
  const around: TS.Node[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === around.at(-1)) {
      around.pop();
      leave(node);
    } else if (!isErased(node)) {
      enter(node);
      const start = waiting.push(node);
      ts.forEachChild(node, (child) => void waiting.push(child));
      if (waiting.length > start) {
        around.push(node);
        reverseFrom(start, waiting);
      } else {
        waiting.pop();
        leave(node);
      }
    }
  }
}

/** The last of the children comes first, because it is taken from the end. */
function reverseFrom(start: number, nodes: TS.Node[]): void {
  for (let [low, high] = [start, nodes.length - 1]; low < high; low += 1, high -= 1) {
    [nodes[low], nodes[high]] = [nodes[high] as TS.Node, nodes[low] as TS.Node];
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
