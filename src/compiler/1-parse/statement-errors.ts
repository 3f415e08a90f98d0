/** Statements that no engine accepts at their position. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { CodeContext } from "./code-context.ts";
import { variableKind } from "../bindings.ts";
import type { EarlyError } from "./early-error.ts";

export function* findStatementErrors(node: TS.Node, context: CodeContext): Generator<EarlyError> {
  if (ts.isReturnStatement(node) && !context.mayReturn) {
    yield { node, text: "'return' is allowed only in functions." };
  } else if (ts.isWithStatement(node)) yield { node, text: "'with' is not allowed in a module." };
  else if (ts.isCaseBlock(node)) {
    for (const clause of node.clauses.filter(ts.isDefaultClause).slice(1)) {
      yield { node: clause, text: "A switch can have only one 'default' clause." };
    }
  } else if (isOfModule(node) && !ts.isSourceFile(node.parent) && !isOfNamespace(node)) {
    yield { node, text: "Imports and exports are allowed only at the top level of a file." };
  } else if (ts.isModuleDeclaration(node) && !isInNamespaces(node.parent)) {
    yield { node: node.name, text: "A namespace is allowed only at the top level of a file or a namespace." };
  }
  if (
    ts.isClassDeclaration(node) &&
    node.name === undefined &&
    !hasModifier(node, ts.SyntaxKind.DefaultKeyword)
  ) {
    yield { node, text: "A class declaration needs a name." };
  }
  if (!ts.isStatement(node)) return;
  if (isStrayDeclare(node)) yield { node, text: "';' expected." };
  for (const body of bodiesOf(node)) {
    if (isBlocks(body)) yield { node: body, text: "A declaration is not allowed here; put it in a block." };
  }
}

/** `declare for (;;);`: the parser assumes that it has reported a declaration, but there is none. */
function isStrayDeclare(node: TS.Statement): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isIdentifier(node.expression)) return false;
  const { text, end } = node.expression;
  if (text !== "declare") return false;
  const behind = node
    .getSourceFile()
    .text.slice(end, end + 200)
    .replace(/^(?:[ \t]|\/\*[^\n]*?\*\/)*/, "");
  return !/^(?:[;\r\n\u2028\u2029]|\/[/*]|$)/.test(behind);
}

function isOfModule(node: TS.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    (ts.isStatement(node) && hasModifier(node, ts.SyntaxKind.ExportKeyword))
  );
}

/** `export const style = "studio";` in a namespace, which has no `default`. */
function isOfNamespace(node: TS.Node): boolean {
  if (!ts.isModuleBlock(node.parent)) return false;
  return ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : hasModifier(node, ts.SyntaxKind.ExportKeyword) && !hasModifier(node, ts.SyntaxKind.DefaultKeyword);
}

function isInNamespaces(parent: TS.Node): boolean {
  return ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isModuleDeclaration(parent);
}

/** Positions of a single statement outside a statement list. */
function bodiesOf(node: TS.Node): readonly TS.Statement[] {
  if (ts.isIfStatement(node)) {
    return node.elseStatement === undefined ? [node.thenStatement] : [node.thenStatement, node.elseStatement];
  }
  const isOne =
    ts.isIterationStatement(node, false) || ts.isLabeledStatement(node) || ts.isWithStatement(node);
  return isOne ? [node.statement] : [];
}

/** Types too: without them, the next statement would be the body. */
function isBlocks(body: TS.Statement): boolean {
  if (ts.isVariableStatement(body)) return variableKind(body.declarationList) !== "var";
  return (
    ts.isFunctionDeclaration(body) ||
    ts.isClassDeclaration(body) ||
    ts.isEnumDeclaration(body) ||
    ts.isModuleDeclaration(body) ||
    ts.isInterfaceDeclaration(body) ||
    ts.isTypeAliasDeclaration(body)
  );
}

/** Statements that refer to another file. */
export function isOfFile(node: TS.Node): node is TS.ImportDeclaration | TS.ExportDeclaration {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
}

export function* findSpecifierErrors(
  node: TS.ImportDeclaration | TS.ExportDeclaration,
): Generator<EarlyError> {
  const { moduleSpecifier, attributes } = node;
  if (ts.isImportDeclaration(node) && isTypesTwice(node.importClause))
    yield {
      node: node.importClause ?? node,
      text: "A type-only import can specify a default import or named bindings, but not both.",
    };
  if (moduleSpecifier !== undefined && !ts.isStringLiteral(moduleSpecifier))
    yield { node: moduleSpecifier, text: "A module specifier must be a string literal." };
  for (const { value } of attributes?.elements ?? [])
    if (!ts.isStringLiteral(value))
      yield { node: value, text: "The value of an import attribute must be a string literal." };
}

/** `import type A, { B }`: TypeScript's own error, and tsx does not load it either. */
function isTypesTwice(clause: TS.ImportClause | undefined): boolean {
  return (
    clause?.phaseModifier === ts.SyntaxKind.TypeKeyword &&
    clause.name !== undefined &&
    clause.namedBindings !== undefined
  );
}

/** TypeScript's compilers reject it, and so does tsx. */
export function* findEnumErrors({ members }: TS.EnumDeclaration): Generator<EarlyError> {
  const names = new Set<string>();
  for (const { name } of members) {
    const text = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
    if (ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name) || ts.isComputedPropertyName(name))
      yield { node: name, text: "An enum member needs a name." };
    if (names.has(text)) yield { node: name, text: `'${text}' is declared twice.` };
    names.add(text);
  }
}
