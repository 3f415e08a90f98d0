/** Imports that specify more than a file: deferred until used, or read as another type than their extension. */
import { ts, type TS } from "../typescript.ts";

export interface UnsupportedForm {
  readonly node: TS.Node;
  readonly construct: string;
  readonly form: "deferred" | "attributes";
}

/** The first part of an import or re-export that would change its result; type-only ones are erased in any form. */
export function findUnsupportedForm(
  statement: TS.ImportDeclaration | TS.ExportDeclaration,
  tree: TS.SourceFile,
): UnsupportedForm | undefined {
  const phase = ts.isImportDeclaration(statement) ? statement.importClause?.phaseModifier : undefined;
  if (phase === ts.SyntaxKind.TypeKeyword || (ts.isExportDeclaration(statement) && statement.isTypeOnly)) {
    return undefined;
  }
  if (phase === ts.SyntaxKind.DeferKeyword)
    return { node: statement, construct: "a deferred import", form: "deferred" };
  const { attributes, moduleSpecifier } = statement;
  if (attributes === undefined) return undefined;
  const isJson =
    moduleSpecifier !== undefined &&
    ts.isStringLiteral(moduleSpecifier) &&
    moduleSpecifier.text.endsWith(".json");
  const usual = attributes.elements.every(
    ({ name, value }) => name.text === "type" && ts.isStringLiteral(value) && value.text === "json",
  );
  if (isJson && usual && attributes.token === ts.SyntaxKind.WithKeyword) return undefined;
  return {
    node: attributes,
    construct: `the import attributes ${attributes.getText(tree)}`,
    form: "attributes",
  };
}
