/** The same in other words: types, parentheses, comments, other forms of functions, strings and conditions. */
import { ts, type TS } from "../../../src/compiler/typescript.ts";
import type { Refactoring, Site } from "./refactoring.ts";
import { listNodes, replacing } from "./source-edit.ts";

/** Expressions for which parentheses or a type assertion change nothing. */
function wrappable({ tree }: Site): readonly TS.Expression[] {
  const found: TS.Expression[] = [];
  const add = (node: TS.Node | undefined) => {
    if (node !== undefined && ts.isExpression(node) && !ts.isSpreadElement(node)) found.push(node);
  };
  for (const node of listNodes(tree, (each): each is TS.Node => true)) {
    if (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) add(node.initializer);
    else if (ts.isCallExpression(node) && node.expression.getText() !== "model") node.arguments.forEach(add);
    else if (ts.isTemplateSpan(node) || ts.isReturnStatement(node)) add(node.expression);
    else if (ts.isArrayLiteralExpression(node) && !isTarget(node)) node.elements.filter((e) => !ts.isOmittedExpression(e)).forEach(add);
    else if (ts.isConditionalExpression(node)) [node.condition, node.whenTrue, node.whenFalse].forEach(add);
    else if (ts.isAwaitExpression(node)) add(node.expression);
  }
  return found;
} // prettier-ignore

/** `[a, b] = …` */
function isTarget({ parent }: TS.Node): boolean {
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

const wrapped =
  (wrap: (text: string) => string): Refactoring =>
  (site) =>
    wrappable(site)
      .filter((node) => !isPattern(node))
      .map((node) => ({ changes: [replacing(node, wrap(node.getText()))] }));

/** `({ text: a } = …)`: what looks like a value is an assignment target. */
function isPattern(node: TS.Node): boolean {
  for (let outer = node.parent; outer !== undefined && !ts.isStatement(outer); outer = outer.parent) {
    if (isTarget(outer) && ts.isBinaryExpression(outer.parent) && outer.parent.left === outer) return true;
  }
  return false;
}

export const parenthesize = wrapped((text) => `(${text})`);
export const addAs = wrapped((text) => `((${text}) as any)`);
export const addSatisfies = wrapped((text) => `((${text}) satisfies unknown)`);
export const addNonNull = wrapped((text) => `(${text})!`);
export const comment = wrapped((text) => `/* as ever */ ${text} // and so on\n`);

/** A template is a concatenation that starts with a string. */
export const templateToPlus: Refactoring = ({ tree }) =>
  templates(tree).map((node) => ({ changes: [replacing(node, `(${partsOf(node).join(" + ")})`)] }));

export const templateToConcat: Refactoring = ({ tree }) =>
  templates(tree).map((node) => {
    const [first, ...rest] = partsOf(node);
    return { changes: [replacing(node, `${first}.concat(${rest.join(", ")})`)] };
  });

function templates(tree: TS.SourceFile): readonly TS.TemplateExpression[] {
  return listNodes(tree, ts.isTemplateExpression).filter(
    ({ parent }) => !ts.isTaggedTemplateExpression(parent),
  );
}

function partsOf(node: TS.TemplateExpression): readonly string[] {
  const spans = node.templateSpans.flatMap(({ expression, literal }) => [
    `(${expression.getText()})`,
    JSON.stringify(literal.text),
  ]);
  return [JSON.stringify(node.head.text), ...spans];
}

/** Nothing at a file's top level calls a helper before its line is reached. */
export const functionToArrow: Refactoring = ({ tree }) =>
  tree.statements.filter(ts.isFunctionDeclaration).flatMap((node) => {
    const { name, body, parameters, modifiers = [], typeParameters } = node;
    const overloaded = tree.statements.filter((each) => ts.isFunctionDeclaration(each) && each.name?.text === name?.text);
    if (body === undefined || name?.text === "workflow" || overloaded.length > 1) return [];
    const words = modifiers.map((modifier) => modifier.getText());
    const isAsync = words.includes("async");
    const head = `${words.includes("export") ? "export " : ""}const ${name?.getText() ?? ""} = ${isAsync ? "async " : ""}`;
    const generic = typeParameters === undefined ? "" : `<${typeParameters.map((each) => each.getText()).join(", ")}>`;
    const text = `${head}${generic}(${parameters.map((each) => each.getText()).join(", ")}) => ${body.getText()};`;
    return [{ changes: [replacing(node, text)] }];
  }); // prettier-ignore

export const arrowToFunction: Refactoring = ({ tree }) =>
  tree.statements.filter(ts.isVariableStatement).flatMap((statement) => {
    const [declaration] = statement.declarationList.declarations;
    const arrow = declaration?.initializer;
    if (declaration === undefined || arrow === undefined || !ts.isArrowFunction(arrow)) return [];
    const exported = statement.modifiers === undefined ? "" : "export ";
    const isAsync = arrow.modifiers === undefined ? "" : "async ";
    const parameters = arrow.parameters.map((each) => each.getText()).join(", ");
    const body = ts.isBlock(arrow.body) ? arrow.body.getText() : `{ return ${arrow.body.getText()}; }`;
    const text = `${exported}${isAsync}function ${declaration.name.getText()}(${parameters}) ${body}`;
    return [{ changes: [replacing(statement, text)] }];
  });

/** `if (a) b else c` is `if (!a) c else b`. */
export const turnIf: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isIfStatement).flatMap((node) => {
    const { expression, thenStatement, elseStatement } = node;
    if (elseStatement === undefined || !ts.isBlock(elseStatement) || !ts.isBlock(thenStatement)) return [];
    const text = `if (!(${expression.getText()})) ${elseStatement.getText()} else ${thenStatement.getText()}`;
    return [{ changes: [replacing(node, text)] }];
  });

/** `a ? b : c` is `!a ? c : b`. */
export const turnConditional: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isConditionalExpression).map((node) => {
    const { condition, whenTrue, whenFalse } = node;
    const text = `!(${condition.getText()}) ? ${whenFalse.getText()} : ${whenTrue.getText()}`;
    return { changes: [replacing(node, text)] };
  });

/** `a += b` is `a = a + b`, for a variable. */
export const spellOutCompound: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isBinaryExpression).flatMap((node) => {
    const { left, right, operatorToken } = node;
    const operator = operatorToken.getText();
    if (!["+=", "-=", "*="].includes(operator) || !ts.isIdentifier(left)) return [];
    const text = `${left.text} = ${left.text} ${operator[0] ?? ""} (${right.getText()})`;
    return [{ changes: [replacing(node, text)] }];
  });

/** `a.b` is `a["b"]`. */
export const computeKey: Refactoring = ({ tree }) =>
  listNodes(tree, ts.isPropertyAccessExpression)
    .filter(({ questionDotToken, parent }) => questionDotToken === undefined && !ts.isCallExpression(parent))
    .map((node) => ({
      changes: [{ start: node.expression.end, end: node.end, text: `["${node.name.text}"]` }],
    }));
