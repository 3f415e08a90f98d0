/**
 * Finds the literal that reached a location through names: constants, fields of objects, items of lists in loops, and
 * arguments of the calls that led there. That is the place to change, rather than a shared helper.
 */
import type { Span } from "../../diagnostics/span.ts";
import type { Module } from "../1-parse/module.ts";
import { hasModifier, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { callerAt } from "./caller.ts";
import { type Declaration, declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { usesOf } from "./names.ts";

export type Literal = string | number | boolean | null;

export interface Written {
  readonly node: TS.Expression;
  readonly module: Module;
}

/** Finds where a value of the node was written. */
export type FindWritten = (node: TS.Node, value: Literal) => Written | undefined;

interface Search {
  readonly value: Literal;
  /** Whether nothing else may use what leads there: the value matters only where it is sent. */
  readonly isOnlyUse: boolean;
  readonly modules: ReadonlyMap<string, Module>;
}

/** `undefined` if the syntax does not show it, or it has another value. `trail`: the calls that led to the node. */
export function writtenAt(
  node: TS.Node,
  module: Module,
  trail: readonly Span[],
  search: Search,
): Written | undefined {
  return ts.isExpression(node) ? trace(node, [], { module, trail, steps: 0 }, search) : undefined;
}

/** The only literal with this text in all files, for texts that are names, such as an endpoint's id. */
export function onlyLiteral(text: string, modules: ReadonlyMap<string, Module>): Written | undefined {
  const found: Written[] = [];
  for (const module of modules.values()) {
    if (!module.source.text.includes(text)) continue;
    const visit = (node: TS.Node): void => {
      if (ts.isStringLiteralLike(node) && node.text === text) found.push({ node, module });
      ts.forEachChild(node, visit);
    };
    visit(module.tree);
  }
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

interface At {
  readonly module: Module;
  readonly trail: readonly Span[];
  readonly steps: number;
}

/** The maximum number of names that lead to each other. */
const maxSteps = 30;

/** `path`: the keys that lead from the expression to the value. */
function trace(
  expression: TS.Expression,
  path: readonly string[],
  before: At,
  search: Search,
): Written | undefined {
  if (before.steps > maxSteps) return undefined;
  const at = { ...before, steps: before.steps + 1 };
  const node = unwrap(expression);
  if (path.length === 0 && isLiteral(node, search.value)) return { node, module: at.module };
  if (ts.isPropertyAccessExpression(node))
    return trace(node.expression, [node.name.text, ...path], at, search);
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)
      ? trace(node.expression, [key.text, ...path], at, search)
      : undefined;
  }
  if (ts.isObjectLiteralExpression(node)) return inObject(node, path, at, search);
  if (ts.isArrayLiteralExpression(node)) {
    const item = path[0] === undefined ? undefined : node.elements[Number(path[0])];
    return item && !node.elements.some(ts.isSpreadElement)
      ? trace(item, path.slice(1), at, search)
      : undefined;
  }
  return ts.isIdentifier(node) ? traceName(node, path, at, search) : undefined;
}

function isLiteral(node: TS.Expression, value: Literal): boolean {
  if (ts.isStringLiteralLike(node)) return node.text === value;
  if (ts.isNumericLiteral(node)) return Number(node.text) === value;
  const words = new Map<TS.SyntaxKind, Literal>([
    [ts.SyntaxKind.TrueKeyword, true],
    [ts.SyntaxKind.FalseKeyword, false],
    [ts.SyntaxKind.NullKeyword, null],
  ]);
  return words.has(node.kind) && words.get(node.kind) === value;
}

function inObject(
  { properties }: TS.ObjectLiteralExpression,
  [key, ...path]: readonly string[],
  at: At,
  search: Search,
): Written | undefined {
  // The spread value may have the key too.
  if (key === undefined || properties.some(ts.isSpreadAssignment)) return undefined;
  const found = properties.find(({ name }) => name !== undefined && nameOf(name) === key);
  if (found === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(found)) return trace(found.name, path, at, search);
  return ts.isPropertyAssignment(found) ? trace(found.initializer, path, at, search) : undefined;
}

function nameOf(name: TS.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : undefined;
}

function traceName(
  name: TS.Identifier,
  path: readonly string[],
  at: At,
  search: Search,
): Written | undefined {
  const declared = declarationOf(name);
  if (declared === undefined) return undefined;
  if (search.isOnlyUse && isUsedBesides(declared, name.text, path, at.module)) return undefined;
  if (ts.isImportSpecifier(declared)) return imported(declared, path, at, search);
  if (ts.isVariableDeclaration(declared) || ts.isParameter(declared) || ts.isBindingElement(declared))
    return traceDeclared(declared, path, at, search);
  return undefined;
}

function isUsedBesides(
  declared: Declaration,
  name: string,
  [key]: readonly string[],
  { tree }: Module,
): boolean {
  // The other files are not searched.
  if (ts.isImportSpecifier(declared)) return true;
  const uses = usesOf(declared, name, tree).filter(
    ({ parent }) => !(ts.isPropertyAccessExpression(parent) && key !== undefined && parent.name.text !== key),
  );
  const statement = ts.findAncestor(declared, ts.isVariableStatement);
  return uses.length > 1 || (statement !== undefined && hasModifier(statement, ts.SyntaxKind.ExportKeyword));
}

function traceDeclared(
  declared: TS.VariableDeclaration | TS.ParameterDeclaration | TS.BindingElement,
  path: readonly string[],
  at: At,
  search: Search,
): Written | undefined {
  if (ts.isBindingElement(declared)) {
    const pattern = declared.parent;
    const key = declared.propertyName ?? declared.name;
    const step = ts.isArrayBindingPattern(pattern)
      ? String(pattern.elements.indexOf(declared))
      : ts.isArrayBindingPattern(key) || ts.isObjectBindingPattern(key)
        ? undefined
        : nameOf(key);
    if (step === undefined || declared.dotDotDotToken !== undefined) return undefined;
    return traceDeclared(pattern.parent, [step, ...path], at, search);
  }
  if (ts.isParameter(declared)) return traceArgument(declared, path, at, search);
  const { parent: list, initializer } = declared;
  if ((list.flags & ts.NodeFlags.Const) === 0) return undefined;
  if (ts.isForOfStatement(list.parent)) return anyItem(list.parent.expression, path, at, search);
  return initializer && trace(initializer, path, at, search);
}

/** The argument that the innermost call passes for the parameter. */
function traceArgument(
  parameter: TS.ParameterDeclaration,
  path: readonly string[],
  at: At,
  search: Search,
): Written | undefined {
  const last = at.trail.at(-1);
  const caller = last && callerAt(last, search.modules);
  if (caller === undefined || parameter.dotDotDotToken !== undefined) return undefined;
  const { node: call, module } = caller;
  const index = parameter.parent.parameters.indexOf(parameter);
  const outside = { module, trail: at.trail.slice(0, -1), steps: at.steps };
  const { expression: callee } = call;
  if (ts.isPropertyAccessExpression(callee) && /^(?:map|forEach|flatMap|filter)$/.test(callee.name.text))
    return index === 0 ? anyItem(callee.expression, path, outside, search) : undefined;
  if (call.arguments.some(ts.isSpreadElement)) return undefined;
  const argument = call.arguments[index];
  if (argument !== undefined) return trace(argument, path, outside, search);
  return parameter.initializer && trace(parameter.initializer, path, at, search);
}

/** The only item of a list that has the value. */
function anyItem(list: TS.Expression, path: readonly string[], at: At, search: Search): Written | undefined {
  const items = listOf(list, at);
  if (items === undefined || items.length > maxItems) return undefined;
  const found = items.flatMap((item) => trace(item, path, at, search) ?? []);
  return found.length === 1 ? found[0] : undefined;
}

const maxItems = 200;

function listOf(expression: TS.Expression, at: At): readonly TS.Expression[] | undefined {
  const node = unwrap(expression);
  if (ts.isArrayLiteralExpression(node))
    return node.elements.some(ts.isSpreadElement) ? undefined : node.elements;
  const declared = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  const isConstant =
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    (declared.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && declared.initializer !== undefined && declared.initializer !== node
    ? listOf(declared.initializer, at)
    : undefined;
}

/** A constant of another file. */
function imported(
  specifier: TS.ImportSpecifier,
  path: readonly string[],
  at: At,
  search: Search,
): Written | undefined {
  const from = specifier.parent.parent.parent.moduleSpecifier;
  const target = ts.isStringLiteral(from) ? at.module.imports.get(from.text) : undefined;
  const module = target?.kind === "module" ? search.modules.get(target.path) : undefined;
  const name = (specifier.propertyName ?? specifier.name).text;
  for (const statement of module?.tree.statements ?? []) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find(
      (each) => ts.isIdentifier(each.name) && each.name.text === name,
    );
    if (found !== undefined && module !== undefined)
      return traceDeclared(found, path, { ...at, module }, search);
  }
  return undefined;
}
