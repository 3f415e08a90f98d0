/** Which declaration a name in the code is about: scopes as JavaScript has them, of one file. */
import { ts, type TS } from "../typescript.ts";

export type Declaration =
  | TS.ParameterDeclaration
  | TS.VariableDeclaration
  | TS.BindingElement
  | TS.FunctionDeclaration
  | TS.ClassDeclaration
  | TS.ImportSpecifier
  | TS.ImportClause
  | TS.NamespaceImport
  | TS.EnumDeclaration;

/** `undefined` for a global, and for what is declared in a way that is not looked for. */
export function declarationOf(name: TS.Identifier): Declaration | undefined {
  for (let around: TS.Node | undefined = name.parent; around !== undefined; around = around.parent) {
    const found = declaredIn(around, name.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every place in the node where the name stands for the declaration, the declaration itself left out. */
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

/** The name of something behind a dot or before a colon, which is no variable. */
function isKey(node: TS.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent)) &&
    parent.name === node
  );
}

/** Whether an identifier reads or writes a variable: no key, no name of a declaration, no type. */
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

function declaredIn(around: TS.Node, name: string): Declaration | undefined {
  if (ts.isFunctionLike(around)) {
    for (const parameter of around.parameters) {
      const found = inPattern(parameter, name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (ts.isForStatement(around) || ts.isForOfStatement(around) || ts.isForInStatement(around)) {
    const { initializer } = around;
    return initializer !== undefined && ts.isVariableDeclarationList(initializer)
      ? inList(initializer, name)
      : undefined;
  }
  if (
    !ts.isBlock(around) &&
    !ts.isSourceFile(around) &&
    !ts.isCaseClause(around) &&
    !ts.isDefaultClause(around)
  )
    return undefined;
  for (const statement of around.statements) {
    const found = inStatement(statement, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inStatement(statement: TS.Statement, name: string): Declaration | undefined {
  if (ts.isVariableStatement(statement)) return inList(statement.declarationList, name);
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return statement.name?.text === name ? statement : undefined;
  }
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
  if (clause === undefined) return undefined;
  if (clause.name?.text === name) return clause;
  const bound = clause.namedBindings;
  if (bound === undefined) return undefined;
  if (ts.isNamespaceImport(bound)) return bound.name.text === name ? bound : undefined;
  return bound.elements.find((each) => each.name.text === name);
}

function inList({ declarations }: TS.VariableDeclarationList, name: string): Declaration | undefined {
  for (const declaration of declarations) {
    const found = inPattern(declaration, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inPattern(
  declaration: TS.ParameterDeclaration | TS.VariableDeclaration | TS.BindingElement,
  name: string,
): Declaration | undefined {
  if (ts.isIdentifier(declaration.name)) return declaration.name.text === name ? declaration : undefined;
  for (const element of declaration.name.elements) {
    const found = ts.isBindingElement(element) ? inPattern(element, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
