import { ts, type TS } from "../typescript.ts";

/** Whether the file calls falc's `model`: without a default export, it is a helper, or a workflow that lacks one. */
export function callsModel(tree: TS.SourceFile): boolean {
  if (/\brequire\(\s*["']falc["']\s*\)/.test(tree.text)) return true;
  const names = new Set(tree.statements.filter(ts.isImportDeclaration).flatMap(namesOfModel));
  if (names.size === 0) return false;
  const waiting: TS.Node[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isCallExpression(node) && names.has(node.expression.getText(tree))) return true;
    ts.forEachChild(node, (child) => void waiting.push(child));
  }
  return false;
}

function namesOfModel({ moduleSpecifier, importClause }: TS.ImportDeclaration): readonly string[] {
  const isFalc = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === "falc";
  const bindings = isFalc ? importClause?.namedBindings : undefined;
  if (bindings === undefined) return [];
  if (ts.isNamespaceImport(bindings)) return [`${bindings.name.text}.model`];
  return bindings.elements
    .filter(({ propertyName, name }) => (propertyName ?? name).text === "model")
    .map(({ name }) => name.text);
}
