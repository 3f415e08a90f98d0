/** What is reached below a reached statement. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { classSteps } from "./class-steps.ts";
import { functionSteps } from "./function-steps.ts";
import type { Recording } from "./recording.ts";
import { noCases } from "./switch-cases.ts";
import { either, excused, part, quote, statement, type Step, type Steps, value } from "./steps.ts";

export const statementSteps: Steps = (node, recording) => {
  if (isErasedStatement(node)) return [];
  if (ts.isBlock(node) || ts.isSourceFile(node)) return sequence(node.statements, recording);
  if (ts.isVariableStatement(node)) return part(node.declarationList);
  if (ts.isVariableDeclarationList(node)) {
    return node.declarations.flatMap(({ name, initializer }) => [
      ...(ts.isIdentifier(name) ? [] : part(name)),
      ...value(initializer),
    ]);
  }
  if (ts.isFunctionDeclaration(node)) return functionSteps(node, recording);
  if (ts.isTryStatement(node)) return trySteps(node, recording);
  if (ts.isClassDeclaration(node)) return classSteps(node, recording);
  if (ts.isEnumDeclaration(node)) return node.members.flatMap(({ initializer }) => value(initializer));
  if (ts.isModuleDeclaration(node)) return namespaceSteps(node, recording);
  if (ts.isImportEqualsDeclaration(node)) return aliasSteps(node, recording);
  if (ts.isExpressionStatement(node) || ts.isExportAssignment(node)) return value(node.expression);
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return value(node.expression);
  if (ts.isIfStatement(node)) return ifSteps(node, recording);
  if (ts.isLabeledStatement(node)) return statement(node.statement);
  if (ts.isBreakOrContinueStatement(node)) return [];
  if (ts.isSwitchStatement(node)) return switchSteps(node, recording);
  return ts.isIterationStatement(node, false) ? loopSteps(node, recording) : undefined;
};

/** Types, imports and re-exports, which are resolved before anything runs, and ambient declarations. */
function isErasedStatement(node: TS.Node): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isEmptyStatement(node) ||
    (ts.isImportEqualsDeclaration(node) && node.isTypeOnly) ||
    (ts.isModuleDeclaration(node) && isOfTypes(node)) ||
    (ts.isStatement(node) && hasModifier(node, ts.SyntaxKind.DeclareKeyword))
  );
}

/** A namespace without a statement that runs, for which TypeScript emits nothing. */
function isOfTypes({ body }: TS.ModuleDeclaration): boolean {
  if (body === undefined) return true;
  if (ts.isModuleDeclaration(body)) return isOfTypes(body);
  // An alias alone does not make it exist.
  const isAlias = (each: TS.Node) =>
    ts.isImportEqualsDeclaration(each) && !hasModifier(each, ts.SyntaxKind.ExportKeyword);
  return ts.isModuleBlock(body) && body.statements.every((each) => isErasedStatement(each) || isAlias(each));
}

function namespaceSteps({ body }: TS.ModuleDeclaration, recording: Recording): readonly Step[] | undefined {
  if (body === undefined) return undefined;
  // `namespace A.B`
  if (ts.isModuleDeclaration(body)) return statement(body);
  return ts.isModuleBlock(body) ? sequence(body.statements, recording) : undefined;
}

/** `import style = Styles.studio`: if it was erased and code reads it, the evaluator finds no value and says so. */
function aliasSteps({ moduleReference }: TS.ImportEqualsDeclaration, { seen }: Recording): readonly Step[] {
  let first: TS.Node = moduleReference;
  while (ts.isQualifiedName(first)) first = first.left;
  return either(first, seen.has(first), "only types use it");
}

/** Has its value before the code around it runs, wherever it is. */
function isHoisted(node: TS.Statement): boolean {
  return ts.isFunctionDeclaration(node) || isErasedStatement(node);
}

/** One after the other, up to one that always leaves. */
function sequence(nodes: readonly TS.Statement[], recording: Recording): readonly Step[] {
  let left: string | undefined;
  return nodes.flatMap((node) => {
    if (isHoisted(node)) return part(node);
    if (left !== undefined) return excused(node, left);
    left = leaving(node, recording);
    return statement(node);
  });
}

/** Why the code after a statement is never reached; `undefined` if it is, or if no jump explains it. */
function leaving(node: TS.Statement, recording: Recording): string | undefined {
  const kinds = recording.completions.get(node);
  if (kinds === undefined && recording.left.has(node)) return `${quote(node)} is where its generator is left`;
  if (kinds === undefined && recording.threw.has(node)) return `${quote(node)} throws before it`;
  if (kinds === undefined || kinds.has("normal")) return undefined;
  const jump = findJump(node, recording);
  return jump === undefined ? undefined : `it comes after ${quote(jump)}`;
}

function findJump(node: TS.Node, recording: Recording): TS.Node | undefined {
  if (ts.isFunctionLike(node)) return undefined;
  const isJump = ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node);
  if (isJump && recording.completions.has(node)) return node;
  if (ts.isThrowStatement(node) && recording.threw.has(node)) return node;
  if (ts.isYieldExpression(node) && recording.left.has(node)) return node;
  return ts.forEachChild(node, (child) => findJump(child, recording));
}

function trySteps(
  { tryBlock, catchClause, finallyBlock }: TS.TryStatement,
  { threw }: Recording,
): readonly Step[] {
  const { variableDeclaration, block } = catchClause ?? {};
  const isCaught = threw.has(tryBlock);
  const name = variableDeclaration?.name;
  return [
    ...statement(tryBlock),
    ...(isCaught ? statement(block) : excused(block, "nothing is thrown before it")),
    ...(isCaught && name !== undefined && !ts.isIdentifier(name) ? part(name) : []),
    ...statement(finallyBlock),
  ];
}

function ifSteps(node: TS.IfStatement, { seen }: Recording): readonly Step[] {
  const { expression, thenStatement, elseStatement } = node;
  const truth = seen.get(expression);
  return [
    ...value(expression),
    ...(truth?.truthy === true
      ? statement(thenStatement)
      : excused(thenStatement, `${quote(expression)} is false`)),
    ...(truth?.falsy === true
      ? statement(elseStatement)
      : excused(elseStatement, `${quote(expression)} is true`)),
  ];
}

function loopSteps(node: TS.IterationStatement, recording: Recording): readonly Step[] {
  const { statement: body } = node;
  const continues = recording.completions.get(body);
  const returns = continues?.has("normal") === true || continues?.has("continue") === true;
  const onlyOnce = "the loop ends in its first iteration";
  if (ts.isDoStatement(node)) return [...statement(body), ...either(node.expression, returns, onlyOnce)];
  if (ts.isWhileStatement(node) || ts.isForStatement(node)) {
    const condition = ts.isWhileStatement(node) ? node.expression : node.condition;
    const enters = condition === undefined || recording.seen.get(condition)?.truthy === true;
    return [
      ...(ts.isForStatement(node) ? headSteps(node.initializer) : []),
      ...value(condition),
      ...(enters ? statement(body) : excused(body, `${quote(condition)} is false from the start`)),
      ...(ts.isForStatement(node) ? either(node.incrementor, returns, onlyOnce) : []),
    ];
  }
  if (!ts.isForOfStatement(node) && !ts.isForInStatement(node)) return [];
  const { expression } = node;
  const { seen, completions, threw, left } = recording;
  const enters =
    seen.get(expression)?.elements === true || completions.has(body) || threw.has(body) || left.has(body);
  return [
    ...value(expression),
    ...(enters
      ? [...headSteps(node.initializer), ...statement(body)]
      : excused(body, `${quote(expression)} is empty`)),
  ];
}

function headSteps(initializer: TS.ForInitializer | undefined): readonly Step[] {
  if (initializer === undefined) return [];
  if (ts.isVariableDeclarationList(initializer)) return part(initializer);
  const isElement = ts.isForOfStatement(initializer.parent) || ts.isForInStatement(initializer.parent);
  return isElement ? [{ as: "target", node: initializer }] : value(initializer);
}

function switchSteps(node: TS.SwitchStatement, recording: Recording): readonly Step[] {
  const { expression, caseBlock } = node;
  const steps: Step[] = [...value(expression)];
  const { compared, entered } = recording.switches.get(node) ?? noCases;
  for (const clause of caseBlock.clauses) {
    if (ts.isCaseClause(clause))
      steps.push(...either(clause.expression, compared.has(clause), "a case before it is taken"));
  }
  let falls = false;
  for (const clause of caseBlock.clauses) {
    const isReached: boolean = falls || entered.has(clause);
    const isOther = ts.isCaseClause(clause) ? "is something else" : "is one of the cases";
    steps.push(
      ...(isReached
        ? sequence(clause.statements, recording)
        : clause.statements.flatMap((each) =>
            // All cases are one block: their functions exist in each of them.
            isHoisted(each) ? part(each) : excused(each, `${quote(expression)} ${isOther}`),
          )),
    );
    const last = clause.statements.findLast((each) => recording.completions.has(each));
    const endsNormally = last === undefined || recording.completions.get(last)?.has("normal") === true;
    falls = isReached && endsNormally;
  }
  return steps;
}
