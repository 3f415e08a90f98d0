/** A rewrite inside a helper affects all its callers: a value from one caller is not a constant there. */
import { isRewrite, type Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Json } from "../../../lib/json.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { KnownOfWorkflow } from "../here.ts";
import { adviseCaller } from "../for-all.ts";
import { declarationOf } from "../../2-evaluate/types/names/value-names.ts";
import { hasModifier, unwrap } from "../../syntax.ts";
import { replaced } from "../source.ts";
import { usesOf } from "../names.ts";
import { ts, type TS } from "../../typescript.ts";
import { type Module, moduleOf } from "../../1-parse/module.ts";
import type { Data, LiteralData } from "../../evaluation.ts";
import type { LiteralChanges } from "../literal-changes.ts";

/** How the code around a call is reached: the calls of helpers that led there, and what is known of the workflow. */
export interface Reached extends KnownOfWorkflow {
  readonly trail: readonly Span[];
  readonly changes: LiteralChanges;
}

/** The suggestion, or words if it would overwrite what the callers pass. `over`: the code there now. */
export function inHelper(
  suggestion: Suggestion | undefined,
  over: TS.Node,
  reached: Reached,
): Suggestion | undefined {
  const call = whereGiven(over, reached);
  const isMade = suggestion !== undefined && (typeof suggestion === "string" || isRewrite(suggestion));
  return call === undefined || !isMade ? suggestion : { words: adviseCaller(call) };
}

/** The call that passes the value to the helper; `undefined` if it is written in the helper, or is not in one. */
export function whereGiven(value: TS.Node, { trail }: Reached): Span | undefined {
  const call = trail.at(-1);
  const node = ts.isShorthandPropertyAssignment(value) ? value.name : value;
  if (call === undefined || isWritten(node)) return undefined;
  const declared = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  // A constant of the helper's own, the same for every call.
  const isOwn =
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    declared.initializer !== undefined &&
    isWritten(declared.initializer);
  return isOwn ? undefined : call;
}

/**
 * Another value where the wrong one is written: the argument of the helper's call, the item of the list that a loop
 * iterates over. `undefined` if it is written at the location itself, or anything else depends on it.
 */
export function whereWritten(
  data: Data,
  value: Json,
  { modules, fn, changes }: Reached,
  note?: string,
): Suggestion | undefined {
  if (data.kind !== "literal" || data.written === undefined || isWrittenThere(data)) return undefined;
  // A literal stays one.
  if (typeof value === "object" && value !== null) return undefined;
  const node = data.written;
  const module = moduleOf(node, modules);
  if (module === undefined || isTyped(node, module)) return undefined;
  if (isShared(node, data.span, module, module.path === fn?.module.path)) return undefined;
  return changes.isRight({ node, value }) ? replaced(node, JSON.stringify(value), module, note) : undefined;
}

/** Whether the literal is the expression that is sent. */
export function isWrittenThere({ written, span: { source, start, end } }: LiteralData): boolean {
  if (written?.end !== end) return false;
  const file = written.getSourceFile();
  return written.getStart(file) === start && file.text === source.text;
}

/** Whether other workflows may use the literal, which this one does not evaluate. `sent`: where its value is. */
function isShared(node: TS.Expression, sent: Span, { tree, path }: Module, isOwn: boolean): boolean {
  const statement = statementAround(node);
  const sending =
    path === sent.source.path ? tree.statements.find((each) => sent.end <= each.end) : undefined;
  // Any workflow may call a function of another file: what it sends is wrong for all, what it returns may not be.
  if (ts.findAncestor(node, ts.isFunctionLike) !== undefined) return !isOwn && statement !== sending;
  if (ts.isExportAssignment(statement) || hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return true;
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  if (declaration === undefined || !ts.isIdentifier(declaration.name)) return !isOwn;
  const uses = usesOf(declaration, declaration.name.text, tree);
  if (isOwn) return uses.some(({ parent }) => ts.isExportSpecifier(parent));
  return uses.length > 1 || uses.some((use) => statementAround(use) !== sending);
}

/** Of the file. */
function statementAround(node: TS.Node): TS.Node {
  return ts.findAncestor(node, ({ parent }) => ts.isSourceFile(parent)) ?? node;
}

/** Whether a type may be made from the literal: a constant or an enum that a type of the file names. */
function isTyped(node: TS.Expression, { tree }: Module): boolean {
  const names = namesInTypes(tree);
  return (
    ts.findAncestor(
      node,
      (each) =>
        (ts.isVariableDeclaration(each) || ts.isEnumDeclaration(each)) &&
        ts.isIdentifier(each.name) &&
        names.has(each.name.text),
    ) !== undefined
  );
}

const knownInTypes = new WeakMap<TS.SourceFile, ReadonlySet<string>>();

/** Each file is searched once. */
function namesInTypes(file: TS.SourceFile): ReadonlySet<string> {
  const found = knownInTypes.get(file) ?? new Set(listInTypes(file));
  knownInTypes.set(file, found);
  return found;
}

function listInTypes(file: TS.SourceFile): readonly string[] {
  const names: string[] = [];
  const waiting: { readonly node: TS.Node; readonly isType: boolean }[] = [{ node: file, isType: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isType } = next;
    if (isType && ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, (child) => {
      waiting.push({ node: child, isType: isType || ts.isTypeNode(child) });
    });
  }
  return names;
}

/** A literal, or an object all of whose fields are written there. */
function isWritten(written: TS.Node): boolean {
  const node = unwrap(written);
  if (ts.isObjectLiteralExpression(node)) return !node.properties.some(ts.isSpreadAssignment);
  const plain = ts.isPrefixUnaryExpression(node) ? node.operand : node;
  return ts.isStringLiteralLike(plain) || ts.isNumericLiteral(plain) || constants.has(plain.kind);
}

const constants: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);
