/** The names that a scope has before its code runs: functions with their value, the others not yet readable. */
import type { Place } from "../machine/machine.ts";
import type { Scope } from "../machine/scope.ts";
import { hasCode } from "../../namespace-syntax.ts";
import { hasModifier, isAmbientDeclaration, namesIn } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { undefinedValue, type Value } from "../values/values.ts";
import { functionValue } from "./calls.ts";

/** The names that the statements of one block declare. */
export function hoist(nodes: readonly TS.Statement[], place: Place): void {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node)) hoistFunction(node, place);
    else if (isAmbientDeclaration(node)) continue;
    else if (ts.isEnumDeclaration(node)) place.scope.declare(node.name.text, true);
    else if (ts.isClassDeclaration(node)) {
      if (node.name === undefined) place.scope.declare("default", true);
      else place.scope.declare(node.name.text, true);
    } else if (ts.isModuleDeclaration(node)) hoistNamespace(node, place.scope);
    else if (ts.isImportEqualsDeclaration(node)) hoistAlias(node, place.scope);
    else if (ts.isVariableStatement(node)) hoistVariables(node, place.scope);
  }
}

function hoistVariables(node: TS.VariableStatement, scope: Scope<Value>): void {
  const kind = listKind(node.declarationList);
  const holder = holderFor(node, scope);
  if (kind === "var" && holder === undefined) return;
  const isConstant = kind !== "let" && kind !== "var";
  for (const { name } of node.declarationList.declarations) {
    for (const { text } of namesIn(name)) {
      if (holder === undefined) scope.declare(text, isConstant);
      else scope.declareMember(text, isConstant, holder);
    }
  }
}

/** The namespace's object, if the statement exports from a namespace. */
export function holderFor(node: TS.Statement, { holder }: Scope<Value>): Value | undefined {
  return hasModifier(node, ts.SyntaxKind.ExportKeyword) ? holder : undefined;
}

/** Undefined until its code runs, unless it adds to a function, a class or an enum. */
function hoistNamespace(node: TS.ModuleDeclaration, scope: Scope<Value>): void {
  if (!hasCode(node) || scope.own(node.name.text) !== undefined) return;
  scope.declare(node.name.text, true, undefinedValue);
}

function hoistAlias(node: TS.ImportEqualsDeclaration, scope: Scope<Value>): void {
  if (node.isTypeOnly) return;
  const holder = holderFor(node, scope);
  if (holder === undefined) scope.declare(node.name.text, true);
  else scope.declareMember(node.name.text, true, holder);
}

const varNames = new WeakMap<TS.Node, ReadonlySet<string>>();

/**
 * The names that `var` declares anywhere in a function's body, or in a file: they belong to the whole function, and
 * are undefined until assigned. A parameter of the same name is the same variable.
 */
export function hoistVars(
  body: TS.Block | TS.SourceFile | TS.ModuleBlock,
  scope: Scope<Value>,
  parameters?: Scope<Value>,
): void {
  const names = varNames.get(body) ?? findVars(body);
  varNames.set(body, names);
  if (names.size === 0) return;
  // If parameters have expressions, functions in those see the parameter, and the body gets a separate variable.
  const apart = ts.isFunctionLike(body.parent) && body.parent.parameters.some(hasExpression);
  for (const name of names) {
    const parameter = parameters?.own(name);
    if (parameter === undefined || apart) scope.declare(name, false, parameter?.value ?? undefinedValue);
  }
}

/** A default or a computed key, at any depth of its pattern. */
function hasExpression(parameter: TS.ParameterDeclaration | TS.BindingElement): boolean {
  if (parameter.initializer !== undefined) return true;
  if (
    ts.isBindingElement(parameter) &&
    parameter.propertyName &&
    ts.isComputedPropertyName(parameter.propertyName)
  ) {
    return true;
  }
  if (ts.isIdentifier(parameter.name)) return false;
  return parameter.name.elements.some(
    (element) => !ts.isOmittedExpression(element) && hasExpression(element),
  );
}

function findVars(body: TS.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const waiting: TS.Node[] = [body];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (
      ts.isVariableDeclarationList(node) &&
      listKind(node) === "var" &&
      !isAmbientDeclaration(node.parent)
    ) {
      for (const { name } of node.declarations) for (const { text } of namesIn(name)) names.add(text);
    }
    ts.forEachChild(node, (child) => {
      const isApart = ts.isFunctionLike(child) || ts.isClassLike(child) || ts.isModuleDeclaration(child);
      if (!isApart) waiting.push(child);
    });
  }
  return names;
}

/** The names of a pattern, not yet readable. */
export function declareNames(name: TS.BindingName, constant: boolean, scope: Scope<Value>): void {
  for (const identifier of namesIn(name)) scope.declare(identifier.text, constant);
}

/** `using` is refused where it runs. */
export function listKind(list: TS.VariableDeclarationList): "const" | "let" | "var" | "using" {
  switch (list.flags & ts.NodeFlags.BlockScoped) {
    case ts.NodeFlags.Const:
      return "const";
    case ts.NodeFlags.Let:
      return "let";
    case 0:
      return "var";
    default:
      return "using";
  }
}

function hoistFunction(node: TS.FunctionDeclaration, place: Place): void {
  // Overload signatures and ambient functions have no body and do not exist at run time.
  if (node.body === undefined) return;
  const name = node.name?.text ?? "default";
  // TypeScript does not allow assignments to a function's name.
  place.scope.declare(name, true, functionValue(node, place));
}
