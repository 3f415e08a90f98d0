/**
 * The table of supported syntax: one row per kind. A kind without a row is refused, never ignored; those with a
 * specific reason and rewrite are in `refusals.ts`.
 */
import { isAssignment } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { answered, type ExpressionFlow, expressionRule, type StatementFlow, statementRule } from "./flow.ts";
import type { ExpressionRule, LinkRule, StatementRule } from "./machine.ts";
import { access, accessLink, identifier, metaProperty, thisKeyword } from "./syntax/access.ts";
import { assignment, updateExpression } from "./syntax/assignment.ts";
import * as calls from "./syntax/calls.ts";
import { classDeclaration, classExpression } from "./syntax/classes.ts";
import { defaultExport, variableStatement } from "./syntax/declarations.ts";
import { enumDeclaration } from "./syntax/enums.ts";
import * as literals from "./syntax/literals.ts";
import * as loops from "./syntax/loops.ts";
import { deleteExpression } from "./syntax/membership.ts";
import * as namespaces from "./syntax/namespaces.ts";
import * as operators from "./syntax/operators.ts";
import * as statements from "./syntax/statements.ts";
import { switchStatement } from "./syntax/switch.ts";
import { throwStatement, tryStatement } from "./syntax/try.ts";
import { yieldExpression } from "./syntax/yield.ts";

const SyntaxKind = ts.SyntaxKind;

const binary: ExpressionRule<TS.BinaryExpression> = (node, place, machine) =>
  isAssignment(node.operatorToken.kind)
    ? answered(assignment(node, place, machine), machine)
    : operators.binaryExpression(node, place, machine);

const prefix: ExpressionRule<TS.PrefixUnaryExpression> = (node, place, machine) =>
  node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken
    ? updateExpression(node, place, machine)
    : operators.prefixUnary(node, place, machine);

export const expressionRules: ReadonlyMap<TS.SyntaxKind, ExpressionRule> = new Map<
  TS.SyntaxKind,
  ExpressionRule
>([
  [SyntaxKind.StringLiteral, literals.stringLiteral],
  [SyntaxKind.NoSubstitutionTemplateLiteral, literals.stringLiteral],
  [SyntaxKind.NumericLiteral, literals.numericLiteral],
  [SyntaxKind.TrueKeyword, literals.trueLiteral],
  [SyntaxKind.FalseKeyword, literals.falseLiteral],
  [SyntaxKind.NullKeyword, literals.nullLiteral],
  [SyntaxKind.RegularExpressionLiteral, literals.regularExpression],
  [SyntaxKind.TemplateExpression, literals.templateExpression],
  [SyntaxKind.ArrayLiteralExpression, literals.arrayLiteral],
  [SyntaxKind.ObjectLiteralExpression, literals.objectLiteral],
  [SyntaxKind.Identifier, identifier],
  [SyntaxKind.ThisKeyword, thisKeyword],
  [SyntaxKind.MetaProperty, metaProperty],
  [SyntaxKind.PropertyAccessExpression, access],
  [SyntaxKind.ElementAccessExpression, access],
  [SyntaxKind.BinaryExpression, binary],
  [SyntaxKind.ConditionalExpression, expressionRule(operators.conditionalExpression)],
  [SyntaxKind.PrefixUnaryExpression, prefix],
  [SyntaxKind.PostfixUnaryExpression, updateExpression],
  [SyntaxKind.TypeOfExpression, operators.typeofExpression],
  [SyntaxKind.VoidExpression, operators.voidExpression],
  [SyntaxKind.DeleteExpression, deleteExpression],
  [SyntaxKind.ClassExpression, classExpression],
  [SyntaxKind.TaggedTemplateExpression, calls.taggedTemplate],
  [SyntaxKind.CallExpression, calls.callExpression],
  [SyntaxKind.NewExpression, calls.newExpression],
  [SyntaxKind.ArrowFunction, calls.functionExpression],
  [SyntaxKind.FunctionExpression, calls.functionExpression],
  [SyntaxKind.AwaitExpression, calls.awaitExpression],
  [SyntaxKind.YieldExpression, yieldExpression],
  [SyntaxKind.ParenthesizedExpression, calls.transparent],
  [SyntaxKind.AsExpression, calls.transparent],
  [SyntaxKind.SatisfiesExpression, calls.transparent],
  [SyntaxKind.TypeAssertionExpression, calls.transparent],
  [SyntaxKind.NonNullExpression, calls.nonNull],
] as [TS.SyntaxKind, ExpressionRule][]); // a rule receives only nodes of its row's kind

/** The parts of a `?.` chain: these rules distinguish a chain that ended from a value that is undefined. */
export const linkRules: ReadonlyMap<TS.SyntaxKind, LinkRule> = new Map<TS.SyntaxKind, LinkRule>([
  [SyntaxKind.PropertyAccessExpression, accessLink],
  [SyntaxKind.ElementAccessExpression, accessLink],
  [SyntaxKind.CallExpression, calls.callLink],
] as [TS.SyntaxKind, LinkRule][]);

/** A variable's name reaches a call through these, if the variable will hold its result. */
export const passesName: ReadonlySet<TS.SyntaxKind> = new Set([
  SyntaxKind.AwaitExpression,
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.CallExpression,
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.ConditionalExpression,
]);

/** Statements that have parts. */
export const statementFlows: ReadonlyMap<TS.SyntaxKind, StatementFlow> = new Map<
  TS.SyntaxKind,
  StatementFlow
>([
  [SyntaxKind.Block, statements.block],
  [SyntaxKind.ExpressionStatement, statements.expressionStatement],
  [SyntaxKind.VariableStatement, variableStatement],
  [SyntaxKind.ReturnStatement, statements.returnStatement],
  [SyntaxKind.IfStatement, statements.ifStatement],
  [SyntaxKind.ForStatement, loops.forStatement],
  [SyntaxKind.ForOfStatement, loops.forOfStatement],
  [SyntaxKind.ForInStatement, loops.forInStatement],
  [SyntaxKind.WhileStatement, loops.whileStatement],
  [SyntaxKind.DoStatement, loops.doStatement],
  [SyntaxKind.SwitchStatement, switchStatement],
  [SyntaxKind.LabeledStatement, statements.labeledStatement],
  [SyntaxKind.ThrowStatement, throwStatement],
  [SyntaxKind.TryStatement, tryStatement],
] as [TS.SyntaxKind, StatementFlow][]);

/** Expressions that do not evaluate all of their parts, or change something between two of them. */
export function expressionFlow(node: TS.Expression): ExpressionFlow | undefined {
  if (ts.isConditionalExpression(node)) return operators.conditionalExpression;
  if (!ts.isBinaryExpression(node)) return undefined;
  if (isAssignment(node.operatorToken.kind)) return assignment;
  if (operators.isLogical(node)) return operators.logicalExpression;
  return node.operatorToken.kind === SyntaxKind.PlusToken ? operators.sumOfTwo : undefined;
}

export const statementRules: ReadonlyMap<TS.SyntaxKind, StatementRule> = new Map<
  TS.SyntaxKind,
  StatementRule
>([
  ...[...statementFlows].map(([kind, flow]) => [kind, statementRule(flow)] as const),
  [SyntaxKind.BreakStatement, statements.breakStatement],
  [SyntaxKind.ContinueStatement, statements.continueStatement],
  [SyntaxKind.ModuleDeclaration, namespaces.namespaceDeclaration],
  [SyntaxKind.ImportEqualsDeclaration, namespaces.importAlias],
  [SyntaxKind.FunctionDeclaration, namespaces.functionDeclaration],
  // Hoisted.
  [SyntaxKind.ImportDeclaration, statements.nothing],
  // Their names are collected after the file's code has run.
  [SyntaxKind.ExportDeclaration, statements.nothing],
  [SyntaxKind.ExportAssignment, defaultExport],
  [SyntaxKind.EnumDeclaration, enumDeclaration],
  [SyntaxKind.ClassDeclaration, classDeclaration],
  // Types: erased.
  [SyntaxKind.InterfaceDeclaration, statements.nothing],
  [SyntaxKind.TypeAliasDeclaration, statements.nothing],
  [SyntaxKind.EmptyStatement, statements.nothing],
] as [TS.SyntaxKind, StatementRule][]);
