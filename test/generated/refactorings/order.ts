/** Reorders statements and rewrites loops. */
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import type { EditedFiles, Refactoring } from "./refactoring.ts";
import { isVariable, listNodes, nodesOf, replacing } from "./source-edit.ts";

/** Whether an expression only creates a value: it calls nothing, awaits nothing and changes nothing. */
function onlyMakes(expression: TS.Node): boolean {
  return [expression, ...nodesOf(expression)].every(
    (node) =>
      !ts.isCallExpression(node) &&
      !ts.isAwaitExpression(node) &&
      !ts.isNewExpression(node) &&
      !ts.isTaggedTemplateExpression(node) &&
      !ts.isDeleteExpression(node) &&
      !ts.isPrefixUnaryExpression(node) &&
      !ts.isPostfixUnaryExpression(node) &&
      !(ts.isBinaryExpression(node) && /^[^=!<>]*=$/.test(node.operatorToken.getText())),
  );
}

function namesIn(node: TS.Node): ReadonlySet<string> {
  return new Set(
    listNodes(node, ts.isIdentifier)
      .filter(isVariable)
      .map(({ text }) => text),
  );
}

function pureDeclaration(statement: TS.Statement | undefined): TS.VariableDeclaration | undefined {
  if (statement === undefined || !ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...more] = statement.declarationList.declarations;
  const pure = declaration?.initializer !== undefined && onlyMakes(declaration.initializer);
  return pure && more.length === 0 && ts.isIdentifier(declaration.name) ? declaration : undefined;
}

/** Two declarations, neither of which mentions the other's name. */
export const reorderDeclarations: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isBlock).flatMap(({ statements }) =>
    statements.flatMap((statement, index): EditedFiles[] => {
      const next = statements[index + 1];
      const [first, second] = [pureDeclaration(statement), pureDeclaration(next)];
      if (first === undefined || second === undefined || next === undefined) return [];
      if (namesIn(second).has(first.name.getText()) || namesIn(first).has(second.name.getText())) return [];
      return [{ changes: [replacing(statement, next.getText()), replacing(next, statement.getText())] }];
    }),
  );

/** `for (const x of [...list]) …` with an index, if the loop does not create a list that would need a name. */
export const forOfToIndex: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isForOfStatement).flatMap((node) => {
    const { initializer, expression, statement, awaitModifier, parent } = node;
    if (awaitModifier !== undefined || !ts.isVariableDeclarationList(initializer)) return [];
    const variable = initializer.declarations[0]?.name.getText() ?? "";
    // A list created in the loop's head: a variable for it would name the nodes in it.
    const made = /^\[\.\.\.\w+\](\.slice\(0, 3\))?$/.test(expression.getText());
    const source = /\w+/.exec(expression.getText())?.[0] ?? "";
    if (!made || !ts.isBlock(statement) || namesIn(statement).has(source) || !onlyKnows(statement)) return [];
    if (ts.isLabeledStatement(parent)) return [];
    const list = expression.getText();
    const text = `for (let at = 0; at < ${list}.length; at++) { const ${variable} = ${list}[at]; ${statement.getText()} }`;
    return [{ changes: [replacing(node, text)] }];
  });

/** Whether nothing in a loop's body can change the list under another name. */
function onlyKnows(body: TS.Node): boolean {
  return !/\.(push|pop|shift|unshift|splice|reverse|sort)\(|\bat\b|helper|=>/.test(body.getText());
}

/** A block around a statement changes nothing, unless the statement declares something. */
export const addBlock: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isExpressionStatement).map((node) => ({
    changes: [replacing(node, `{ ${node.getText()} }`)],
  }));

/** `for (init; test; step) …` over a number is a while loop, if nothing jumps over the step. */
export const whileToFor: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isWhileStatement).map((node) => ({
    changes: [replacing(node, `for (; ${node.expression.getText()}; ) ${node.statement.getText()}`)],
  }));
