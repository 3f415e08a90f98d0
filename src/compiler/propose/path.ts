/** Expressions that can be repeated, because they call nothing and change nothing. */
import { isIdentifierKey } from "../../graph/reference.ts";
import { accessOf, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/** `photo.images[0]!` for `(photo)["images"] [0]!`; `undefined` for other expressions, and for optional chains. */
export function pathOf(node: TS.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isShorthandPropertyAssignment(node)) return node.name.text;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return "this";
  if (ts.isParenthesizedExpression(node)) return pathOf(node.expression);
  if (ts.isOptionalChain(node)) return undefined;
  if (ts.isNonNullExpression(node)) return appendedTo(node.expression, "!");
  const access = accessOf(node);
  if (access !== undefined) return appendedTo(access.owner, accessCode(access.key, access.isIndex));
  if (!ts.isElementAccessExpression(node)) return undefined;
  const key = pathOf(node.argumentExpression);
  return key && appendedTo(node.expression, `[${key}]`);
}

function appendedTo(owner: TS.Expression, code: string): string | undefined {
  const path = pathOf(owner);
  return path && path + code;
}

/** What follows an object's code: `.seed`, `["my-seed"]`, `[0]`. */
export function accessCode(key: string, isIndex = false): string {
  if (isIndex) return `[${key}]`;
  return isIdentifierKey(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** The last name in a path: `images` in `photo.images[0]`. `undefined` for an expression that is none. */
export function lastNameOf(node: TS.Node): string | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) return isIdentifierKey(inner.text) ? inner.text : undefined;
  const access = accessOf(inner);
  if (access === undefined) return undefined;
  return access.isIndex || !isIdentifierKey(access.key) ? lastNameOf(access.owner) : access.key;
}
