/** Modifiers that the parser accepts anywhere: `public const`, `async enum`, a decorator on a function. */
import { ts, type TS } from "../typescript.ts";

const { SyntaxKind } = ts;

const ofFunctions = [SyntaxKind.AsyncKeyword];
const ofDeclarations = [SyntaxKind.ExportKeyword, SyntaxKind.DeclareKeyword];

/**
 * Kind → the modifiers it may have. A kind that is missing here has none; members of classes and types are not
 * checked.
 */
const allowed: ReadonlyMap<TS.SyntaxKind, readonly TS.SyntaxKind[]> = new Map([
  [SyntaxKind.ArrowFunction, ofFunctions],
  [SyntaxKind.FunctionExpression, ofFunctions],
  [SyntaxKind.MethodDeclaration, ofFunctions],
  [SyntaxKind.FunctionDeclaration, [...ofDeclarations, SyntaxKind.DefaultKeyword, SyntaxKind.AsyncKeyword]],
  [SyntaxKind.VariableStatement, ofDeclarations],
  [SyntaxKind.InterfaceDeclaration, [...ofDeclarations, SyntaxKind.DefaultKeyword]],
  [SyntaxKind.TypeAliasDeclaration, ofDeclarations],
  [SyntaxKind.EnumDeclaration, [...ofDeclarations, SyntaxKind.ConstKeyword]],
  [SyntaxKind.ModuleDeclaration, ofDeclarations],
  [SyntaxKind.ImportEqualsDeclaration, ofDeclarations],
  [
    SyntaxKind.ClassDeclaration,
    [...ofDeclarations, SyntaxKind.DefaultKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.Decorator],
  ],
  [SyntaxKind.ClassExpression, [SyntaxKind.AbstractKeyword, SyntaxKind.Decorator]],
]);

/** The first modifier that is not allowed or repeated. */
export function findWrongModifier(node: TS.Node): TS.ModifierLike | undefined {
  // Also on kinds that cannot have any: the parser leaves them to the type checker.
  const { modifiers = [] } = node as TS.Node & { readonly modifiers?: readonly TS.ModifierLike[] };
  if (modifiers.length === 0 || isMember(node)) return undefined;
  const kinds = allowed.get(node.kind) ?? [];
  return modifiers.find(({ kind }, index) => {
    const isFirst = modifiers.findIndex((other) => other.kind === kind) === index;
    return !kinds.includes(kind) || !(isFirst || kind === SyntaxKind.Decorator);
  });
}

/** Members have modifiers of their own. Those of classes are refused with the class, those of types are erased. */
function isMember(node: TS.Node): boolean {
  const isOfClass = node.parent !== undefined && ts.isClassLike(node.parent);
  const isOfConstructor = node.parent !== undefined && ts.isConstructorDeclaration(node.parent);
  return (
    isOfClass ||
    isOfConstructor ||
    ts.isTypeElement(node) ||
    ts.isTypeNode(node) ||
    ts.isTypeParameterDeclaration(node)
  );
}
