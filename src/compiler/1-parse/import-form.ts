/** Imports that specify more than a file: deferred until used, or read as another type than their extension. */
import { ts, type TS } from "../typescript.ts";

export interface UnsupportedForm {
  readonly node: TS.Node;
  readonly construct: string;
  readonly form: "deferred" | "attributes";
  /** Without it, the import is a usual one: the word `defer`, the attributes. */
  readonly part: { readonly start: number; readonly end: number };
  /** Whether it is of a JSON file, which may say so. */
  readonly isJson: boolean;
}

/** The first part of an import or re-export that would change its result; type-only ones are erased in any form. */
export function findUnsupportedForm(
  statement: TS.ImportDeclaration | TS.ExportDeclaration,
  tree: TS.SourceFile,
): UnsupportedForm | undefined {
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
  const phase = clause?.phaseModifier;
  if (phase === ts.SyntaxKind.TypeKeyword || (ts.isExportDeclaration(statement) && statement.isTypeOnly)) {
    return undefined;
  }
  const { attributes, moduleSpecifier } = statement;
  if (clause !== undefined && phase === ts.SyntaxKind.DeferKeyword) {
    const imported = clause.name ?? clause.namedBindings;
    const start = clause.getStart(tree);
    const part = { start, end: imported?.getStart(tree) ?? start };
    return { node: statement, construct: "a deferred import", form: "deferred", part, isJson: false };
  }
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
    part: { start: moduleSpecifier?.end ?? attributes.pos, end: attributes.end },
    isJson,
  };
}
