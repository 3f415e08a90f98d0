/** Modifiers that the parser accepts anywhere: `public const`, `async enum`, a decorator on a function. */
import { ts, type TS } from "../typescript.ts";
import { isAllowedOnMember } from "./member-modifiers.ts";

const SyntaxKind = ts.SyntaxKind;

const ofFunctions = [SyntaxKind.AsyncKeyword];
const ofDeclarations = [SyntaxKind.ExportKeyword, SyntaxKind.DeclareKeyword];

/** Kind → the modifiers it may have. A kind that is missing here has none. */
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

/** Only the declaration's own keyword may follow: `abstract class`, `async function`, `const enum`. */
const mustBeLast = [SyntaxKind.AbstractKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.ConstKeyword];

/** The first modifier that is not allowed there, or repeated. */
export function findWrongModifier(node: TS.Node): TS.ModifierLike | undefined {
  // Also on kinds that cannot have any: the parser leaves them to the type checker.
  const { modifiers = [] } = node as TS.Node & { readonly modifiers?: readonly TS.ModifierLike[] };
  if (modifiers.length === 0 || isOfType(node)) return undefined;
  const isAllowed = isMember(node)
    ? (kind: TS.SyntaxKind, index: number) => isAllowedOnMember(kind, index, node)
    : (kind: TS.SyntaxKind, index: number) =>
        (allowed.get(node.kind) ?? []).includes(kind) &&
        (!mustBeLast.includes(kind) || index === modifiers.length - 1);
  return modifiers.find(({ kind }, index) => {
    const isFirst = modifiers.findIndex((other) => other.kind === kind) === index;
    return !isAllowed(kind, index) || !(isFirst || kind === SyntaxKind.Decorator);
  });
}

function isMember({ parent }: TS.Node): boolean {
  return parent !== undefined && (ts.isClassLike(parent) || ts.isConstructorDeclaration(parent));
}

/** Not checked, because it is erased. */
function isOfType(node: TS.Node): boolean {
  const isOfInterface = ts.isTypeElement(node) && !isMember(node);
  return isOfInterface || ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node);
}
