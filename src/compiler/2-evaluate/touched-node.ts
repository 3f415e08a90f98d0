/** Which expression stands for the list or object that code touches: for a message to name it. */
import type { Place } from "./machine.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/** `o` of `Object.keys(o)`, `new Map(o)` and `"a" in o`; of anything else the node itself, whose first name it is. */
export function touchedNode(node: TS.Node, place: Place): TS.Node {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword) return node.right;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return node;
  const [first] = node.arguments ?? [];
  return first !== undefined && isOfLibrary(node.expression, place) ? first : node;
}

function isOfLibrary(callee: TS.Expression, { scope }: Place): boolean {
  const inner = unwrap(callee);
  const owner = ts.isPropertyAccessExpression(inner) ? unwrap(inner.expression) : inner;
  return ts.isIdentifier(owner) && scope.find(owner.text) === undefined;
}
