/** Modifiers of class members and of a constructor's parameters. The parser accepts any of them on any member. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

const SyntaxKind = ts.SyntaxKind;

const access = [SyntaxKind.PublicKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.PrivateKeyword];
const ofMethods = [
  ...access,
  SyntaxKind.StaticKeyword,
  SyntaxKind.AbstractKeyword,
  SyntaxKind.OverrideKeyword,
  SyntaxKind.Decorator,
];

/** Kind → the modifiers it may have. A kind that is missing here has none. */
const allowed: ReadonlyMap<TS.SyntaxKind, readonly TS.SyntaxKind[]> = new Map([
  [
    SyntaxKind.PropertyDeclaration,
    [...ofMethods, SyntaxKind.DeclareKeyword, SyntaxKind.ReadonlyKeyword, SyntaxKind.AccessorKeyword],
  ],
  [SyntaxKind.MethodDeclaration, [...ofMethods, SyntaxKind.AsyncKeyword]],
  [SyntaxKind.GetAccessor, ofMethods],
  [SyntaxKind.SetAccessor, ofMethods],
  // `static constructor() {}` is a method. `async` is refused with the class, in words of its own.
  [SyntaxKind.Constructor, [...access, SyntaxKind.StaticKeyword, SyntaxKind.AsyncKeyword]],
  [SyntaxKind.IndexSignature, [SyntaxKind.StaticKeyword, SyntaxKind.ReadonlyKeyword]],
  [
    SyntaxKind.Parameter,
    [...access, SyntaxKind.OverrideKeyword, SyntaxKind.ReadonlyKeyword, SyntaxKind.Decorator],
  ],
]);

/** For a member of a class, or a parameter of its constructor. */
export function isAllowedOnMember(kind: TS.SyntaxKind, index: number, node: TS.Node): boolean {
  if (!(allowed.get(node.kind) ?? []).includes(kind)) return false;
  const has = (other: TS.SyntaxKind) => hasModifier(node, other);
  switch (kind) {
    case SyntaxKind.Decorator:
      return !isWithoutCode(node);
    case SyntaxKind.AbstractKeyword:
      return !has(SyntaxKind.StaticKeyword) && !has(SyntaxKind.AsyncKeyword) && !hasPrivateName(node);
    case SyntaxKind.DeclareKeyword:
      return !hasPrivateName(node);
    case SyntaxKind.AsyncKeyword:
    case SyntaxKind.AccessorKeyword:
      return isLastModifier(index, node);
    default:
      return true;
  }
}

/** An overload, or a member that only the type checker sees: there is nothing to decorate. */
function isWithoutCode(node: TS.Node): boolean {
  const { body } = node as { readonly body?: TS.Node };
  const isBodiless = ts.isFunctionLike(node) && body === undefined;
  return (
    isBodiless ||
    hasModifier(node, SyntaxKind.AbstractKeyword) ||
    hasModifier(node, SyntaxKind.DeclareKeyword)
  );
}

function hasPrivateName(node: TS.Node): boolean {
  const { name } = node as { readonly name?: TS.Node };
  return name !== undefined && ts.isPrivateIdentifier(name);
}

function isLastModifier(index: number, node: TS.Node): boolean {
  const { modifiers = [] } = node as { readonly modifiers?: readonly TS.ModifierLike[] };
  return index === modifiers.length - 1;
}
