/** Where a name in the code is used. */
import { type Declaration, declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { ts, type TS } from "../typescript.ts";

/** Every use of the declaration under this name within the node, without the declaration itself. */
export function usesOf(declaration: Declaration, name: string, within: TS.Node): readonly TS.Identifier[] {
  const found: TS.Identifier[] = [];
  const visit = (node: TS.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && isUse(node) && declarationOf(node) === declaration) {
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(within);
  return found;
}

/** Whether the name is declared anywhere in the node, or used as a global. */
export function isTaken(name: string, within: TS.Node): boolean {
  if (ts.isIdentifier(within) && within.text === name && !isKey(within)) return true;
  return ts.forEachChild(within, (child) => isTaken(name, child) || undefined) ?? false;
}

/** A property name after a dot or before a colon, which is not a variable. */
function isKey(node: TS.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent)) &&
    parent.name === node
  );
}

/** Whether an identifier reads or writes a variable: not a key, a declared name or a type. */
export function isUse(node: TS.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  return !(
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    (ts.isFunctionLike(parent) && (parent as { readonly body?: TS.Node }).body !== node) ||
    ts.isTypeNode(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isClassLike(parent)
  );
}
