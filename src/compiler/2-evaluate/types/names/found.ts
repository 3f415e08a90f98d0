/** What a name in a type refers to. */
import type { Json } from "../../../../lib/json.ts";
import type { Located, Module } from "../../../1-parse/module.ts";
import { ts, type TS } from "../../../typescript.ts";

/** TypeScript looks a name up with one of these meanings, and skips declarations with another one. */
export type Meaning = "type" | "namespace" | "value";

export type Found =
  /** All declarations that make up the name: an interface or an enum may have several parts. */
  | { readonly kind: "declared"; readonly declarations: readonly Located[] }
  /** `import * as types` */
  | { readonly kind: "module"; readonly module: Module }
  /** A name of zod's; `*` for the namespace. */
  | { readonly kind: "zod"; readonly name: string }
  | { readonly kind: "json"; readonly value: Json }
  /** From a package, or from falc itself. */
  | { readonly kind: "outside" }
  /** From a file that could not be read, which was reported. */
  | { readonly kind: "missing" }
  /** Something in scope has the name, but syntax does not determine which declarations count. */
  | { readonly kind: "unsure" };

const unsure: Found = { kind: "unsure" };
export { unsure };

export function hasMeaning(node: TS.Node, meaning: Meaning): boolean {
  switch (meaning) {
    case "type":
      return (
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isEnumDeclaration(node) ||
        ts.isEnumMember(node) ||
        ts.isClassLike(node) ||
        ts.isTypeParameterDeclaration(node)
      );
    case "namespace":
      return ts.isModuleDeclaration(node) || ts.isEnumDeclaration(node);
    case "value":
      return (
        ts.isVariableDeclaration(node) ||
        ts.isBindingElement(node) ||
        ts.isParameter(node) ||
        ts.isFunctionDeclaration(node) ||
        ts.isFunctionExpression(node) ||
        ts.isClassLike(node) ||
        ts.isEnumDeclaration(node) ||
        ts.isEnumMember(node) ||
        ts.isModuleDeclaration(node) ||
        ts.isExportAssignment(node)
      );
  }
}

/** A name that refers to another, in all of its meanings. */
export function isAlias(node: TS.Node): boolean {
  return (
    ts.isImportClause(node) ||
    ts.isImportSpecifier(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportEqualsDeclaration(node) ||
    ts.isExportSpecifier(node) ||
    ts.isNamespaceExport(node) ||
    (ts.isExportAssignment(node) && ts.isIdentifier(node.expression))
  );
}
