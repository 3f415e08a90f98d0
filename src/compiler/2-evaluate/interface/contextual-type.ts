/**
 * The type of an unannotated parameter, if the code around the function explicitly gives it: `const shot: Shot =
 * async ({ prompt }) => …`. What TypeScript would have to infer is not guessed.
 */
import { hasModifier, unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { FunctionNode } from "../values/values.ts";

/** For the first parameter. */
export function contextualType(fn: FunctionNode): TS.TypeNode | undefined {
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined;
  const expected = expectedType(fn);
  const signature = expected && signatureOf(expected);
  return signature?.parameters.find(({ name }) => ts.isIdentifier(name) && name.text !== "this")?.type;
}

/**
 * The nearest annotation of the function's value: a cast or `satisfies`, a variable's type, a function's return type.
 */
function expectedType(fn: TS.Expression): TS.TypeNode | undefined {
  let value = fn;
  while (ts.isExpression(value.parent) && unwrap(value.parent) === fn) {
    value = value.parent;
    if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value) || ts.isTypeAssertionExpression(value)) {
      return value.type;
    }
  }
  const { parent } = value;
  if (ts.isVariableDeclaration(parent) && parent.initializer === value) return parent.type;
  if (ts.isArrowFunction(parent) && parent.body === value) return returnTypeOf(parent);
  if (!ts.isReturnStatement(parent)) return undefined;
  const around = ts.findAncestor(parent, ts.isFunctionLike);
  return around && returnTypeOf(around);
}

/** An async function returns a promise of it. */
function returnTypeOf(fn: TS.SignatureDeclaration): TS.TypeNode | undefined {
  return hasModifier(fn, ts.SyntaxKind.AsyncKeyword) ? undefined : fn.type;
}

/**
 * For `(input: X) => Promise<Y>`, or the file's own alias of such a type; not for an alias with parameters, which
 * differs each time.
 */
function signatureOf(type: TS.TypeNode): TS.FunctionTypeNode | undefined {
  const seen = new Set<TS.Node>();
  for (let next: TS.TypeNode | undefined = type; next !== undefined && !seen.has(next);) {
    seen.add(next);
    if (ts.isFunctionTypeNode(next)) return next.typeParameters === undefined ? next : undefined;
    next = ts.isParenthesizedTypeNode(next) ? next.type : aliasOf(next);
  }
  return undefined;
}

function aliasOf(type: TS.TypeNode): TS.TypeNode | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const { text } = type.typeName;
  if (type.typeArguments !== undefined || isShadowed(text, type)) return undefined;
  const aliases = type
    .getSourceFile()
    .statements.filter(ts.isTypeAliasDeclaration)
    .filter(({ name }) => name.text === text);
  const [alias] = aliases;
  return aliases.length === 1 && alias?.typeParameters === undefined ? alias?.type : undefined;
}

/** By a type in an inner block, or by a type parameter. */
function isShadowed(name: string, type: TS.Node): boolean {
  const declares = (node: TS.Node): boolean => {
    if (ts.isFunctionLike(node)) {
      return node.typeParameters?.some((each) => each.name.text === name) ?? false;
    }
    if (!ts.isBlock(node)) return false;
    return node.statements.some(
      (each) =>
        (ts.isTypeAliasDeclaration(each) ||
          ts.isInterfaceDeclaration(each) ||
          ts.isClassDeclaration(each) ||
          ts.isEnumDeclaration(each)) &&
        each.name?.text === name,
    );
  };
  return ts.findAncestor(type, declares) !== undefined;
}
