/** The names that a scope has before its code runs: functions with their value, the others not yet readable. */
import type { Machine, Place } from "../machine.ts";
import type { Scope } from "../scope.ts";
import { isNamespaceOfTypes, namesIn } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { undefinedValue, type Value } from "../values.ts";
import { functionValue } from "./calls.ts";
import { isAmbientDeclaration } from "./classes.ts";

/** The names that the statements of one block declare. */
export function hoist(nodes: readonly TS.Statement[], place: Place, machine: Machine): void {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node)) hoistFunction(node, place);
    else if (isAmbientDeclaration(node)) continue;
    else if (ts.isEnumDeclaration(node)) place.scope.declare(node.name.text, true);
    else if (ts.isClassDeclaration(node)) {
      if (node.name === undefined) place.scope.declare("default", true);
      else place.scope.declare(node.name.text, true);
    } else if (ts.isModuleDeclaration(node)) hoistNamespace(node, place, machine);
    else if (ts.isVariableStatement(node)) {
      const kind = listKind(node.declarationList);
      if (kind === "var") continue;
      for (const { name } of node.declarationList.declarations) {
        for (const identifier of namesIn(name)) place.scope.declare(identifier.text, kind !== "let");
      }
    }
  }
}

const varNames = new WeakMap<TS.Node, ReadonlySet<string>>();

/**
 * The names that `var` declares anywhere in a function's body, or in a file: they belong to the whole function, and
 * are undefined until assigned. A parameter of the same name is the same variable.
 */
export function hoistVars(
  body: TS.Block | TS.SourceFile,
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
      if (!ts.isFunctionLike(child) && !ts.isClassLike(child)) waiting.push(child);
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

function hoistNamespace(node: TS.ModuleDeclaration, place: Place, machine: Machine): void {
  if (isNamespaceOfTypes(node)) return;
  const refused = machine.refuse("declaration-unsupported", node.name, place, {
    construct: "a namespace",
    rewrite: `export const style = "studio";   // in a separate file, imported with: import * as settings from "./_settings.ts";`,
  });
  place.scope.declare(node.name.text, true, refused);
}
