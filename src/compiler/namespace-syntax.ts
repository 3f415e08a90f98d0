/**
 * Questions about `namespace` that several stages ask. As esbuild, and so tsx, answers them: which namespaces exist
 * when the file runs, and which blocks are one namespace.
 */
import { hasModifier, isAmbientDeclaration } from "./syntax.ts";
import { ts, type TS } from "./typescript.ts";

/** Whether it exists at run time. One of types only is erased; one with an empty statement is an empty object. */
export function hasCode(node: TS.ModuleDeclaration): boolean {
  if (isAmbientDeclaration(node) || !ts.isIdentifier(node.name)) return false;
  return statementsOf(node).some(isCode);
}

function isCode(statement: TS.Statement): boolean {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return false;
  if (ts.isModuleDeclaration(statement)) return hasCode(statement);
  const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  if (ts.isImportEqualsDeclaration(statement)) return isExported && !statement.isTypeOnly;
  if (ts.isExportDeclaration(statement)) return !statement.isTypeOnly;
  if (isAmbientDeclaration(statement)) return isExported;
  return !ts.isFunctionDeclaration(statement) || statement.body !== undefined;
}

/** `namespace A.B {}` is a namespace that contains the exported `B`. */
export function statementsOf({ body }: TS.ModuleDeclaration): readonly TS.Statement[] {
  if (body === undefined || ts.isIdentifier(body)) return [];
  return ts.isModuleBlock(body) ? body.statements : [body];
}

/** Whether a statement of a namespace is a member of it: `export`, or the `B` of `namespace A.B`. */
export function isMember(statement: TS.Statement): boolean {
  return (
    hasModifier(statement, ts.SyntaxKind.ExportKeyword) ||
    (ts.isModuleDeclaration(statement) && ts.isModuleDeclaration(statement.parent))
  );
}

/** All blocks of the file that are the same namespace, itself included, in source order. */
export function blocksOf(node: TS.ModuleDeclaration): readonly TS.ModuleDeclaration[] {
  const blocks = besides(node).filter(ts.isModuleDeclaration);
  return blocks.filter((each) => each.name.text === node.name.text && hasCode(each));
}

/** The same for an enum. */
export function enumBlocksOf(node: TS.EnumDeclaration): readonly TS.EnumDeclaration[] {
  const blocks = besides(node).filter(ts.isEnumDeclaration);
  return blocks.filter((each) => each.name.text === node.name.text && !isAmbientDeclaration(each));
}

/** The statements among which are the other blocks of a namespace or an enum. */
function besides(node: TS.ModuleDeclaration | TS.EnumDeclaration): readonly TS.Statement[] {
  const { parent } = node;
  const around = ts.isModuleBlock(parent) ? parent.parent : parent;
  if (ts.isModuleDeclaration(around) && isMember(node)) {
    return blocksOf(around).flatMap((block) => statementsOf(block).filter(isMember));
  }
  return ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isBlock(parent)
    ? parent.statements
    : [node];
}

/** Statements that add members to the namespace in its other blocks: their names are visible in this one. */
export function membersElsewhere(node: TS.ModuleDeclaration): readonly TS.Statement[] {
  return blocksOf(node)
    .filter((block) => block !== node)
    .flatMap((block) => statementsOf(block).filter(isMember));
}
