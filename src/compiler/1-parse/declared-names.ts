/** The names that statements declare at run time. */
import { namesIn } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isErased } from "./walk.ts";

export interface DeclaredName {
  readonly identifier: TS.Identifier;
  /**
   * Blocks of an enum are merged, and so are those of a namespace, also with a function, a class or an enum; a function
   * inside a function is its variable, and everything else is declared once.
   */
  readonly kind: "function" | "class" | "enum" | "namespace" | "other";
}

/** Declarations that belong to the statements' block: all but `var`. */
export function* listBlockNames(statements: readonly TS.Statement[]): Generator<DeclaredName> {
  for (const statement of statements) {
    if (isErased(statement)) continue;
    if (ts.isVariableStatement(statement)) {
      if (isVar(statement.declarationList)) continue;
      for (const { name } of statement.declarationList.declarations) {
        for (const identifier of namesIn(name)) yield { identifier, kind: "other" };
      }
    } else if (ts.isFunctionDeclaration(statement)) {
      if (statement.name !== undefined) yield { identifier: statement.name, kind: "function" };
    } else if (ts.isClassDeclaration(statement)) {
      if (statement.name !== undefined) yield { identifier: statement.name, kind: "class" };
    } else if (ts.isEnumDeclaration(statement)) yield { identifier: statement.name, kind: "enum" };
    else if (ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name)) yield { identifier: statement.name, kind: "namespace" };
    } else if (ts.isImportEqualsDeclaration(statement)) {
      if (!statement.isTypeOnly) yield { identifier: statement.name, kind: "other" };
    } else if (ts.isImportDeclaration(statement) && ts.isSourceFile(statement.parent)) {
      for (const identifier of importedNames(statement)) yield { identifier, kind: "other" };
    }
  }
}

export function isVar(list: TS.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.BlockScoped) === 0;
}

function* importedNames({ importClause }: TS.ImportDeclaration): Generator<TS.Identifier> {
  if (importClause?.name !== undefined) yield importClause.name;
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) yield bindings.name;
  else for (const element of bindings.elements) if (!element.isTypeOnly) yield element.name;
}
