/** Names that are reserved words in a module's code, which is always strict. */
import { hasCode } from "../namespace-syntax.ts";
import { ts, type TS } from "../typescript.ts";

/** TypeScript's parser accepts all of them as names. */
const words: ReadonlySet<string> = new Set([
  "await", "implements", "interface", "let", "package", "private", "protected", "public", "static", "yield",
]); // prettier-ignore

/** What is wrong with a name; `undefined` if nothing is. Keys and names in another file may be any word. */
export function findNameError(node: TS.Identifier): string | undefined {
  if (words.has(node.text)) {
    return isKey(node) ? undefined : `'${node.text}' is a reserved word and cannot be used as a name.`;
  }
  const isOurs = node.text === "eval" || node.text === "arguments";
  return isOurs && isDeclared(node) ? `'${node.text}' cannot be declared.` : undefined;
}

export function isKey(node: TS.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name === node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return parent.propertyName === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isExportSpecifier(parent)) {
    // `export { own as other }`: only the first is a name here, and only without `from`.
    const isFirst = parent.propertyName === undefined || parent.propertyName === node;
    return !isFirst || parent.parent.parent.moduleSpecifier !== undefined;
  }
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return parent.name === node;
  if (ts.isMethodDeclaration(parent) || ts.isAccessor(parent) || ts.isEnumMember(parent)) {
    return parent.name === node;
  }
  return ts.isNamespaceExport(parent) || ts.isImportAttribute(parent);
}

export function isDeclared(node: TS.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isFunctionExpression(parent) ||
      ts.isClassLike(parent) ||
      ts.isEnumDeclaration(parent) ||
      (ts.isModuleDeclaration(parent) && hasCode(parent)) ||
      ts.isImportEqualsDeclaration(parent) ||
      ts.isImportClause(parent) ||
      ts.isNamespaceImport(parent) ||
      ts.isImportSpecifier(parent)) &&
    parent.name === node
  );
}
