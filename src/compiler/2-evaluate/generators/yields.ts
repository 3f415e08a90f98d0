/** Whether code can stop at a `yield` of the generator that contains it. */
import { ts, type TS } from "../../typescript.ts";

const known = new WeakMap<TS.Node, boolean>();

export function yields(node: TS.Node): boolean {
  const found = known.get(node) ?? search(node);
  known.set(node, found);
  return found;
}

function search(node: TS.Node): boolean {
  const waiting: TS.Node[] = [node];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (ts.isYieldExpression(each)) return true;
    ts.forEachChild(each, (child) => {
      if (!ts.isFunctionLike(child)) waiting.push(child);
    });
  }
  return false;
}
