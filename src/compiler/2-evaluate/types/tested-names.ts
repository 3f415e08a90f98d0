/** The variables whose type control flow may narrow in a file: used in conditions, assigned, or passed to calls. */
import { isAssignment } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";

const known = new WeakMap<TS.SourceFile, ReadonlySet<string>>();

/** Each file is searched once. */
export function isTested(name: string, file: TS.SourceFile): boolean {
  let names = known.get(file);
  if (names === undefined) {
    names = listTested(file);
    known.set(file, names);
  }
  return names.has(name);
}

function listTested(file: TS.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting: { readonly node: TS.Node; readonly isTested: boolean }[] = [{ node: file, isTested: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isTested: isInside } = next;
    if (isInside && ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child)) waiting.push({ node: child, isTested: isInside || mayNarrow(node, child) });
    });
  }
  return names;
}

/** Whether a node may narrow a variable in this child. */
function mayNarrow(node: TS.Node, child: TS.Node): boolean {
  if (
    ts.isIfStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node) ||
    ts.isSwitchStatement(node)
  )
    return child === node.expression;
  if (ts.isConditionalExpression(node) || ts.isForStatement(node)) return child === node.condition;
  if (ts.isCaseClause(node)) return child === node.expression;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return isLogical(kind) || (isAssignment(kind) && child === node.left);
  }
  // An assertion function.
  return ts.isExpressionStatement(node) && ts.isCallExpression(child);
}

function isLogical(kind: TS.SyntaxKind): boolean {
  const SyntaxKind = ts.SyntaxKind;
  return (
    kind === SyntaxKind.AmpersandAmpersandToken ||
    kind === SyntaxKind.BarBarToken ||
    kind === SyntaxKind.QuestionQuestionToken
  );
}
