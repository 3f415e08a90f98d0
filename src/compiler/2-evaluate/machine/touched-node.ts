/** Which expression denotes the list or object that code touches, so that messages can name it. */
import type { Place } from "./machine.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";

/**
 * `o` in `Object.keys(o)`, `new Map(o)` and `"a" in o`; for anything else the node itself, which starts with its
 * name.
 */
export function touchedNode(node: TS.Node, place: Place): TS.Node {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) return node.right;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return node;
  const [first] = node.arguments ?? [];
  return first !== undefined && isOfLibrary(node.expression, place) ? first : node;
}

/**
 * `o` in `o.style = x`, `delete o.style`, `o.push(x)` and `Object.assign(o, x)`: the list or object that is changed.
 */
export function changedNode(node: TS.Node, place: Place): TS.Node {
  // An argument of a library function is the object itself.
  if (ts.isCallExpression(node.parent) && node.parent.arguments.some((each) => each === node)) return node;
  const touched = touchedNode(node, place);
  if (touched !== node) return touched;
  const target = ts.isDeleteExpression(node) || ts.isCallExpression(node) ? node.expression : node;
  const inner = unwrap(target as TS.Expression);
  const isMember = ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner);
  return isMember ? unwrap(inner.expression) : node;
}

function isOfLibrary(callee: TS.Expression, { scope }: Place): boolean {
  const inner = unwrap(callee);
  const owner = ts.isPropertyAccessExpression(inner) ? unwrap(inner.expression) : inner;
  return ts.isIdentifier(owner) && scope.find(owner.text) === undefined;
}
