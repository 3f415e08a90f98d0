/**
 * What TypeScript's parser lets through and no JavaScript engine does, also in code that never runs: a file with such an
 * error does not load at all.
 */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

export interface EarlyError {
  readonly node: TS.Node;
  readonly text: string;
}

/** In source order. With a stack of its own: code may be nested deep. */
export function findEarlyErrors(tree: TS.SourceFile): readonly EarlyError[] {
  const errors: EarlyError[] = [];
  const waiting: { readonly node: TS.Node; readonly mayAwait: boolean }[] = [{ node: tree, mayAwait: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next;
    const mayAwait = ts.isFunctionLike(node) ? hasModifier(node, ts.SyntaxKind.AsyncKeyword) : next.mayAwait;
    if (!mayAwait && isAwait(node)) {
      errors.push({
        node,
        text: "'await' is only allowed in async functions and at the top level of a file.",
      });
    }
    ts.forEachChild(node, (child) => void waiting.push({ node: child, mayAwait }));
  }
  return errors.sort((a, b) => a.node.pos - b.node.pos);
}

function isAwait(node: TS.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
}
