/** Which declaration a name in the code refers to: JavaScript's scopes, within one file. */
import { hasCode, membersElsewhere } from "../namespace-syntax.ts";
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
  | TS.EnumDeclaration
  | TS.ModuleDeclaration
  | TS.ImportEqualsDeclaration;

/** `undefined` for a global, and for kinds of declarations that are not searched. */
export function declarationOf(name: TS.Identifier): Declaration | undefined {
  return declarationSeen(name.text, name.parent);
}

/** The declaration that the name would refer to at the node. */
export function declarationSeen(name: string, node: TS.Node): Declaration | undefined {
  for (let around: TS.Node | undefined = node; around !== undefined; around = around.parent) {
    const found = declaredIn(around, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

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

/** Scope → its declarations. A file may have thousands of statements and as many lookups. */
const scopes = new WeakMap<TS.Node, ReadonlyMap<string, Declaration>>();

function declaredIn(around: TS.Node, name: string): Declaration | undefined {
  let declared = scopes.get(around);
  if (declared === undefined) {
    declared = new Map(declarationsOf(around));
    scopes.set(around, declared);
  }
  return declared.get(name);
}

type Named = readonly [name: string, declaration: Declaration];

function declarationsOf(around: TS.Node): readonly Named[] {
  if (ts.isFunctionLike(around)) return around.parameters.flatMap(inPattern);
  if (ts.isForStatement(around) || ts.isForOfStatement(around) || ts.isForInStatement(around)) {
    const { initializer } = around;
    return initializer !== undefined && ts.isVariableDeclarationList(initializer)
      ? initializer.declarations.flatMap(inPattern)
      : [];
  }
  if (ts.isModuleBlock(around) && ts.isModuleDeclaration(around.parent)) {
    // The namespace's other blocks come first: a name of this one wins.
    return [...membersElsewhere(around.parent), ...around.statements].flatMap(inStatement);
  }
  const isBlock =
    ts.isBlock(around) || ts.isSourceFile(around) || ts.isCaseClause(around) || ts.isDefaultClause(around);
  return isBlock ? around.statements.flatMap(inStatement) : [];
}

function inStatement(statement: TS.Statement): readonly Named[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(inPattern);
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return statement.name === undefined ? [] : [[statement.name.text, statement]];
  }
  if (ts.isModuleDeclaration(statement)) return hasCode(statement) ? [[statement.name.text, statement]] : [];
  if (ts.isImportEqualsDeclaration(statement)) return [[statement.name.text, statement]];
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
  if (clause === undefined) return [];
  const own: readonly Named[] = clause.name === undefined ? [] : [[clause.name.text, clause]];
  const bound = clause.namedBindings;
  if (bound === undefined) return own;
  if (ts.isNamespaceImport(bound)) return [...own, [bound.name.text, bound]];
  return [...own, ...bound.elements.map((each): Named => [each.name.text, each])];
}

function inPattern(
  declaration: TS.ParameterDeclaration | TS.VariableDeclaration | TS.BindingElement,
): readonly Named[] {
  if (ts.isIdentifier(declaration.name)) return [[declaration.name.text, declaration]];
  const elements: readonly TS.ArrayBindingElement[] = declaration.name.elements;
  return elements.filter(ts.isBindingElement).flatMap(inPattern);
}
