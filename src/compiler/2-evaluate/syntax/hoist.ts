/** The names that a scope has before its code runs: functions with their value, the others not yet readable. */
import { type Binding, varsOf } from "../../bindings.ts";
import { hasModifier, namesIn } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Place } from "../machine/machine.ts";
import type { Scope } from "../machine/scope.ts";
import { undefinedValue, type Value } from "../values/values.ts";
import { functionValue } from "./calls.ts";

/** The names that the statements of one block declare. */
export function hoist(bindings: readonly Binding[], place: Place): void {
  const { scope } = place;
  for (const { kind, identifier, node, exists, isExported } of bindings) {
    if (!exists) continue;
    const name = identifier?.text ?? "default";
    switch (kind) {
      case "function":
        // TypeScript does not allow assignments to a function's name.
        scope.declare(name, true, functionValue(node as TS.FunctionDeclaration, place)); // its kind says so
        break;
      case "class":
      case "enum":
        scope.declare(name, true);
        break;
      case "namespace":
        // Undefined until its code runs, unless it adds to a function, a class or an enum.
        if (scope.own(name) === undefined) scope.declare(name, true, undefinedValue);
        break;
      case "const":
      case "let":
      case "var":
      case "using":
      case "alias":
        if (isExported && scope.holder !== undefined)
          scope.declareMember(name, kind !== "let" && kind !== "var", scope.holder);
        else if (kind !== "var") scope.declare(name, kind !== "let");
        break;
      case "import":
      case "type":
        break;
    }
  }
}

/** The namespace's object, if the statement exports from a namespace. */
export function holderFor(node: TS.Statement, { holder }: Scope<Value>): Value | undefined {
  return hasModifier(node, ts.SyntaxKind.ExportKeyword) ? holder : undefined;
}

/**
 * The names that `var` declares anywhere in a function's body, or in a file: they belong to the whole function, and
 * are undefined until assigned. A parameter of the same name is the same variable.
 */
export function hoistVars(
  body: TS.Block | TS.SourceFile | TS.ModuleBlock,
  scope: Scope<Value>,
  parameters?: Scope<Value>,
): void {
  const vars = varsOf(body);
  if (vars.length === 0) return;
  // If parameters have expressions, functions in those see the parameter, and the body gets a separate variable.
  const apart = ts.isFunctionLike(body.parent) && body.parent.parameters.some(hasExpression);
  for (const { identifier, exists } of vars) {
    if (!exists || identifier === undefined) continue;
    const parameter = parameters?.own(identifier.text);
    if (parameter === undefined || apart)
      scope.declare(identifier.text, false, parameter?.value ?? undefinedValue);
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

/** The names of a pattern, not yet readable. */
export function declareNames(name: TS.BindingName, constant: boolean, scope: Scope<Value>): void {
  for (const identifier of namesIn(name)) scope.declare(identifier.text, constant);
}
