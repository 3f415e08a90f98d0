/**
 * Imports and re-exports that are erased when a file runs, so that they do not make a file run: as esbuild, and so
 * tsx, decides, by this file alone and by the project's options.
 */
import { bindingsOf, memberNames, varsOf } from "../bindings.ts";
import { membersElsewhere } from "../namespace-syntax.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isDeclared, isKey } from "./reserved-names.ts";
import { walk } from "./walk.ts";

/** `options`: those that apply to the file; none for a file outside the project's configuration. */
export function findErasedImports(
  tree: TS.SourceFile,
  options: TS.CompilerOptions,
): ReadonlySet<TS.Statement> {
  const { verbatimModuleSyntax = false, preserveValueImports = false, importsNotUsedAsValues = 0 } = options;
  const keepsStatements = verbatimModuleSyntax || importsNotUsedAsValues !== 0;
  const keepsNames = verbatimModuleSyntax || preserveValueImports;
  const erased = new Set<TS.Statement>();
  const inQuestion: { readonly statement: TS.Statement; readonly names: readonly string[] }[] = [];
  for (const statement of tree.statements) {
    if (isForTypes(statement)) erased.add(statement);
    else if (ts.isImportEqualsDeclaration(statement) || keepsStatements) continue;
    else if (ts.isExportDeclaration(statement)) {
      if (namesNothing(statement)) erased.add(statement);
    } else if (ts.isImportDeclaration(statement) && statement.importClause !== undefined) {
      const names = localNames(statement.importClause);
      if (names.length === 0 || !keepsNames) inQuestion.push({ statement, names });
    }
  }
  const used = findUsed(new Set(inQuestion.flatMap(({ names }) => names)), tree);
  for (const { statement, names } of inQuestion) {
    if (!names.some((name) => used.has(name))) erased.add(statement);
  }
  for (const alias of findErasedAliases(tree)) erased.add(alias);
  return erased;
}

/** `import Options = Shots.Options` of the file that only types use, also through other aliases. */
function findErasedAliases(tree: TS.SourceFile): ReadonlySet<TS.Statement> {
  const erased = new Set(tree.statements.filter(isErasable));
  let size: number;
  do {
    size = erased.size;
    const used = findUsed(new Set([...erased].map(({ name }) => name.text)), tree, erased);
    for (const alias of erased) if (used.has(alias.name.text)) erased.delete(alias);
  } while (erased.size < size);
  return erased;
}

function isErasable(statement: TS.Statement): statement is TS.ImportEqualsDeclaration {
  return (
    ts.isImportEqualsDeclaration(statement) &&
    !ts.isExternalModuleReference(statement.moduleReference) &&
    !hasModifier(statement, ts.SyntaxKind.ExportKeyword)
  );
}

/** `import type`, `export type`: in every project. */
function isForTypes(statement: TS.Statement): boolean {
  return ts.isExportDeclaration(statement)
    ? statement.isTypeOnly
    : ts.isImportDeclaration(statement) &&
        statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** `export {} from` and `export { type X } from`. */
function namesNothing({ exportClause }: TS.ExportDeclaration): boolean {
  return (
    exportClause !== undefined &&
    ts.isNamedExports(exportClause) &&
    exportClause.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function localNames({ name, namedBindings }: TS.ImportClause): readonly string[] {
  const own = name === undefined ? [] : [name.text];
  if (namedBindings === undefined) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name.text];
  return [...own, ...namedBindings.elements.filter((each) => !each.isTypeOnly).map((each) => each.name.text)];
}

/** The names of the file that its code uses, even in unreached code; `except` in these aliases. */
function findUsed(
  names: ReadonlySet<string>,
  tree: TS.SourceFile,
  except: ReadonlySet<TS.Node> = new Set(),
): ReadonlySet<string> {
  const used = new Set<string>();
  if (names.size === 0) return used;
  const enter = (node: TS.Node): void => {
    if (!ts.isIdentifier(node) || !names.has(node.text) || used.has(node.text)) return;
    if (isKey(node) || isDeclared(node) || isLabel(node) || isShadowed(node)) return;
    if (except.has(ts.findAncestor(node, ts.isImportEqualsDeclaration) ?? node)) return;
    used.add(node.text);
  };
  walk(tree, enter, () => undefined);
  return used;
}

function isLabel({ parent }: TS.Identifier): boolean {
  return ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
}

function isShadowed(node: TS.Identifier): boolean {
  for (let around = node.parent; !ts.isSourceFile(around); around = around.parent) {
    if (declares(around, node.text)) return true;
  }
  return false;
}

function declares(scope: TS.Node, name: string): boolean {
  const isNamed = (declared: TS.BindingName | undefined): boolean =>
    declared !== undefined &&
    (ts.isIdentifier(declared)
      ? declared.text === name
      : declared.elements.some((each) => ts.isBindingElement(each) && isNamed(each.name)));
  if (ts.isModuleBlock(scope) && ts.isModuleDeclaration(scope.parent)) {
    if (
      membersElsewhere(scope.parent)
        .flatMap(memberNames)
        .some(({ text }) => text === name)
    )
      return true;
    if (hasVar(scope, name)) return true;
  }
  const isAmong = (statements: readonly TS.Statement[]) =>
    bindingsOf(statements).some(
      ({ identifier, exists, kind }) => exists && kind !== "var" && identifier?.text === name,
    );
  if (ts.isFunctionLike(scope)) {
    const { body } = scope as { readonly body?: TS.Node };
    return (
      scope.parameters.some((parameter) => isNamed(parameter.name)) ||
      (ts.isFunctionExpression(scope) && scope.name?.text === name) ||
      (body !== undefined && hasVar(body, name))
    );
  }
  if (ts.isBlock(scope) || ts.isModuleBlock(scope)) return isAmong(scope.statements);
  if (ts.isCaseBlock(scope)) return scope.clauses.some(({ statements }) => isAmong(statements));
  if (ts.isCatchClause(scope)) return isNamed(scope.variableDeclaration?.name);
  if (ts.isClassExpression(scope)) return scope.name?.text === name;
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    return (
      initializer !== undefined &&
      ts.isVariableDeclarationList(initializer) &&
      initializer.declarations.some((each) => isNamed(each.name))
    );
  }
  return false;
}

function hasVar(body: TS.Node, name: string): boolean {
  return varsOf(body).some(({ identifier }) => identifier?.text === name);
}
