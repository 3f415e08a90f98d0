/**
 * The table of syntax: one row per kind. A kind without a row is refused, never ignored; a row that refuses has a
 * specific reason.
 */
import { isAssignment, isUpdate } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { access, accessLink, identifier, metaProperty, thisKeyword } from "../syntax/access.ts";
import { assignment, updateExpression } from "../syntax/assignment.ts";
import * as calls from "../syntax/calls.ts";
import { classDeclaration, classExpression } from "../syntax/classes.ts";
import { defaultExport, variableStatement } from "../syntax/declarations.ts";
import { enumDeclaration } from "../syntax/enums.ts";
import * as literals from "../syntax/literals.ts";
import * as loops from "../syntax/loops.ts";
import { deleteExpression } from "../syntax/membership.ts";
import * as namespaces from "../syntax/namespaces.ts";
import * as operators from "../syntax/operators.ts";
import * as statements from "../syntax/statements.ts";
import { switchStatement } from "../syntax/switch.ts";
import { throwStatement, tryStatement } from "../syntax/try.ts";
import { yieldExpression } from "../syntax/yield.ts";
import type { Poison } from "../values/values.ts";
import { answered, type ExpressionFlow, type StatementFlow } from "./flow.ts";
import type { ExpressionRule, LinkRule, Machine, Place, StatementRule } from "./machine.ts";

const SyntaxKind = ts.SyntaxKind;

export type SyntaxRow = ExpressionRow | StatementRow | RefusedRow;

export interface ExpressionRow {
  readonly is: "expression";
  readonly evaluate: ExpressionRule;
  /** For a part of a `?.` chain: distinguishes a chain that ended from a value that is undefined. */
  readonly link?: LinkRule;
  /** For an expression that does not evaluate all of its parts, or changes something between two of them. */
  readonly flow?: (node: never) => ExpressionFlow | undefined;
  /** Whether a variable's name reaches a call through it, if the variable will hold its result. */
  readonly passesName?: true;
}

export interface StatementRow {
  readonly is: "statement";
  readonly execute: StatementRule;
  /** For a statement that has parts. */
  readonly flow?: StatementFlow;
}

export interface RefusedRow {
  readonly is: "refused";
  readonly refuse: Refusal;
}

type Refusal<Node extends TS.Node = never> = (node: Node, place: Place, machine: Machine) => Poison;

/** In these functions, a rule receives only nodes of its row's kind: hence `never`. */
function expression(evaluate: ExpressionRule, more: Omit<ExpressionRow, "is" | "evaluate"> = {}): SyntaxRow {
  return { is: "expression", evaluate, ...more };
}

function statement(execute: StatementRule): SyntaxRow {
  return { is: "statement", execute };
}

/** A statement whose parts run one after the other. */
function inParts(flow: StatementFlow): SyntaxRow {
  return { is: "statement", execute: (...given) => answered(flow(...given), given[2]), flow };
}

function refused(construct: string): SyntaxRow {
  return {
    is: "refused",
    refuse: (node, place, machine) => machine.refuse("syntax-unsupported", node, place, { construct }),
  };
}

const binary: ExpressionRule<TS.BinaryExpression> = (node, place, machine) =>
  isAssignment(node.operatorToken.kind)
    ? answered(assignment(node, place, machine), machine)
    : operators.binaryExpression(node, place, machine);

function binaryFlow(node: TS.BinaryExpression): ExpressionFlow<TS.BinaryExpression> | undefined {
  if (isAssignment(node.operatorToken.kind)) return assignment;
  if (operators.isLogical(node)) return operators.logicalExpression;
  return node.operatorToken.kind === SyntaxKind.PlusToken ? operators.sumOfTwo : undefined;
}

const prefix: ExpressionRule<TS.PrefixUnaryExpression> = (node, place, machine) =>
  isUpdate(node) ? updateExpression(node, place, machine) : operators.prefixUnary(node, place, machine);

const conditional: ExpressionRule<TS.ConditionalExpression> = (node, place, machine) =>
  answered(operators.conditionalExpression(node, place, machine), machine);

const bigInt: Refusal<TS.BigIntLiteral> = (node, place, machine) =>
  machine.refuse("bigint-unsupported", node, place, { text: machine.textOf(node, place) });

const passesName = { passesName: true } as const;

export const rules: ReadonlyMap<TS.SyntaxKind, SyntaxRow> = new Map<TS.SyntaxKind, SyntaxRow>([
  [SyntaxKind.StringLiteral, expression(literals.stringLiteral)],
  [SyntaxKind.NoSubstitutionTemplateLiteral, expression(literals.stringLiteral)],
  [SyntaxKind.NumericLiteral, expression(literals.numericLiteral)],
  [SyntaxKind.TrueKeyword, expression(literals.trueLiteral)],
  [SyntaxKind.FalseKeyword, expression(literals.falseLiteral)],
  [SyntaxKind.NullKeyword, expression(literals.nullLiteral)],
  [SyntaxKind.BigIntLiteral, { is: "refused", refuse: bigInt }],
  [SyntaxKind.RegularExpressionLiteral, expression(literals.regularExpression)],
  [SyntaxKind.TemplateExpression, expression(literals.templateExpression)],
  [SyntaxKind.ArrayLiteralExpression, expression(literals.arrayLiteral, passesName)],
  [SyntaxKind.ObjectLiteralExpression, expression(literals.objectLiteral)],
  [SyntaxKind.Identifier, expression(identifier)],
  [SyntaxKind.ThisKeyword, expression(thisKeyword)],
  [SyntaxKind.MetaProperty, expression(metaProperty)],
  [SyntaxKind.PropertyAccessExpression, expression(access, { link: accessLink })],
  [SyntaxKind.ElementAccessExpression, expression(access, { link: accessLink })],
  [SyntaxKind.BinaryExpression, expression(binary, { flow: binaryFlow })],
  [
    SyntaxKind.ConditionalExpression,
    expression(conditional, { flow: () => operators.conditionalExpression, ...passesName }),
  ],
  [SyntaxKind.PrefixUnaryExpression, expression(prefix)],
  [SyntaxKind.PostfixUnaryExpression, expression(updateExpression)],
  [SyntaxKind.TypeOfExpression, expression(operators.typeofExpression)],
  [SyntaxKind.VoidExpression, expression(operators.voidExpression)],
  [SyntaxKind.DeleteExpression, expression(deleteExpression)],
  [SyntaxKind.ClassExpression, expression(classExpression)],
  [SyntaxKind.TaggedTemplateExpression, expression(calls.taggedTemplate)],
  [SyntaxKind.CallExpression, expression(calls.callExpression, { link: calls.callLink, ...passesName })],
  [SyntaxKind.NewExpression, expression(calls.newExpression)],
  [SyntaxKind.ArrowFunction, expression(calls.functionExpression)],
  [SyntaxKind.FunctionExpression, expression(calls.functionExpression)],
  [SyntaxKind.AwaitExpression, expression(calls.awaitExpression, passesName)],
  [SyntaxKind.YieldExpression, expression(yieldExpression)],
  [SyntaxKind.ParenthesizedExpression, expression(calls.transparent, passesName)],
  [SyntaxKind.AsExpression, expression(calls.transparent, passesName)],
  [SyntaxKind.SatisfiesExpression, expression(calls.transparent, passesName)],
  [SyntaxKind.TypeAssertionExpression, expression(calls.transparent)],
  [SyntaxKind.NonNullExpression, expression(calls.nonNull, passesName)],
  [SyntaxKind.ExpressionWithTypeArguments, refused("type arguments without a call")],

  [SyntaxKind.Block, inParts(statements.block)],
  [SyntaxKind.ExpressionStatement, inParts(statements.expressionStatement)],
  [SyntaxKind.VariableStatement, inParts(variableStatement)],
  [SyntaxKind.ReturnStatement, inParts(statements.returnStatement)],
  [SyntaxKind.IfStatement, inParts(statements.ifStatement)],
  [SyntaxKind.ForStatement, inParts(loops.forStatement)],
  [SyntaxKind.ForOfStatement, inParts(loops.forOfStatement)],
  [SyntaxKind.ForInStatement, inParts(loops.forInStatement)],
  [SyntaxKind.WhileStatement, inParts(loops.whileStatement)],
  [SyntaxKind.DoStatement, inParts(loops.doStatement)],
  [SyntaxKind.SwitchStatement, inParts(switchStatement)],
  [SyntaxKind.LabeledStatement, inParts(statements.labeledStatement)],
  [SyntaxKind.ThrowStatement, inParts(throwStatement)],
  [SyntaxKind.TryStatement, inParts(tryStatement)],
  [SyntaxKind.BreakStatement, statement(statements.breakStatement)],
  [SyntaxKind.ContinueStatement, statement(statements.continueStatement)],
  [SyntaxKind.DebuggerStatement, refused("debugger")],
  [SyntaxKind.EmptyStatement, statement(statements.nothing)],

  [SyntaxKind.FunctionDeclaration, statement(namespaces.functionDeclaration)],
  [SyntaxKind.ClassDeclaration, statement(classDeclaration)],
  [SyntaxKind.EnumDeclaration, statement(enumDeclaration)],
  [SyntaxKind.ModuleDeclaration, statement(namespaces.namespaceDeclaration)],
  [SyntaxKind.ImportEqualsDeclaration, statement(namespaces.importAlias)],
  // Hoisted.
  [SyntaxKind.ImportDeclaration, statement(statements.nothing)],
  // Their names are collected after the file's code has run.
  [SyntaxKind.ExportDeclaration, statement(statements.nothing)],
  [SyntaxKind.ExportAssignment, statement(defaultExport)],
  [SyntaxKind.NamespaceExportDeclaration, refused("export as namespace")],
  // Types: erased.
  [SyntaxKind.InterfaceDeclaration, statement(statements.nothing)],
  [SyntaxKind.TypeAliasDeclaration, statement(statements.nothing)],
]);

/** The row of an expression's or a statement's kind, if one evaluates it. */
export function expressionRow({ kind }: TS.Expression): ExpressionRow | undefined {
  const row = rules.get(kind);
  return row?.is === "expression" ? row : undefined;
}

export function statementRow({ kind }: TS.Statement): StatementRow | undefined {
  const row = rules.get(kind);
  return row?.is === "statement" ? row : undefined;
}

/** For a kind that no row evaluates. */
export function refuseSyntax(node: TS.Node, place: Place, machine: Machine): Poison {
  const row = rules.get(node.kind);
  if (row?.is === "refused") return row.refuse(node as never, place, machine); // a row is for its kind
  return machine.refuse("syntax-unsupported", node, place, { construct: "this syntax" });
}
