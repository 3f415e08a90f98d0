/** What a file or a namespace exports by name, types and values alike, from its syntax. */
import { addTo } from "../../../../lib/add-to.ts";
import { bindingsOfStatement } from "../../../bindings.ts";
import { hasModifier } from "../../../syntax.ts";
import { ts, type TS } from "../../../typescript.ts";

export interface ExportNames {
  /** Exported name → declarations and aliases; "default" is an ordinary name. */
  readonly names: ReadonlyMap<string, readonly TS.Node[]>;
  /** `export * from "…"` */
  readonly stars: readonly TS.ExportDeclaration[];
  /** `export = …` */
  readonly isAssigned: boolean;
}

const known = new WeakMap<TS.Node, ExportNames>();

/** Each is read once. */
export function exportsOf(body: TS.SourceFile | TS.ModuleBlock): ExportNames {
  const before = known.get(body);
  if (before !== undefined) return before;
  const names = new Map<string, TS.Node[]>();
  const stars: TS.ExportDeclaration[] = [];
  const add = (name: string, node: TS.Node) => addTo(names, name, node);
  let isAssigned = false;
  // In `declare namespace` and `declare module`, everything is exported.
  const exportsAll = ts.isModuleBlock(body) && isAmbient(body);
  for (const statement of body.statements) {
    if (ts.isExportAssignment(statement)) {
      if (statement.isExportEquals) isAssigned = true;
      else add("default", statement);
    } else if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      if (exportClause === undefined) stars.push(statement);
      else if (ts.isNamespaceExport(exportClause)) add(exportClause.name.text, exportClause);
      else for (const element of exportClause.elements) add(element.name.text, element);
    } else if (exportsAll || hasModifier(statement, ts.SyntaxKind.ExportKeyword)) {
      const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
      for (const { identifier, node, kind } of bindingsOfStatement(statement)) {
        const name = isDefault ? "default" : identifier?.text;
        if (name !== undefined && kind !== "import") add(name, node);
      }
    }
  }
  const found = { names, stars, isAssigned };
  known.set(body, found);
  return found;
}

export function isAmbient(node: TS.Node): boolean {
  if (node.getSourceFile().isDeclarationFile) return true;
  let at: TS.Node | undefined = node;
  while (at !== undefined && !hasModifier(at, ts.SyntaxKind.DeclareKeyword)) at = at.parent;
  return at !== undefined;
}
