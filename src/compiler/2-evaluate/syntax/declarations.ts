/** Declarations: variables, patterns, functions. Names are known to their whole scope before its code runs. */
import { type DeclareKind, type Machine, normal, type Place, type StatementRule } from "../machine.ts";
import { boundName, nameAfter } from "../naming.ts";
import { readProperty } from "../read.ts";
import { ts, type TS } from "../../typescript.ts";
import { refuseGenerator } from "./calls.ts";
import { propertyKey } from "./literals.ts";
import { array, object, poison, undefinedValue, type Value } from "../values.ts";

export const variableStatement: StatementRule<TS.VariableStatement> = (node, place, machine) => {
  if (isAmbient(node)) return normal;
  const { declarationList } = node;
  const kind = listKind(declarationList);
  if (kind === undefined) {
    machine.refuse("syntax-unsupported", declarationList, place, {
      construct: "var or using",
      rewrite: machine.textOf(declarationList, place).replace(/^(var|using|await using)\b/, "let"),
    });
  }
  for (const { name, initializer } of declarationList.declarations) {
    machine.boundTo = ts.isIdentifier(name) ? name.text : undefined;
    const value = initializer === undefined ? undefinedValue : machine.evaluate(initializer, place);
    machine.boundTo = undefined;
    machine.bind(name, value, place, kind ?? "let");
  }
  return normal;
};

/** Makes a scope's names known before its code runs: functions with their value, the others not yet readable. */
export function hoist(nodes: readonly TS.Statement[], place: Place, machine: Machine): void {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node)) hoistFunction(node, place, machine);
    else if (ts.isVariableStatement(node) && !isAmbient(node)) {
      const constant = listKind(node.declarationList) === "const";
      for (const { name } of node.declarationList.declarations) {
        for (const identifier of namesIn(name)) place.scope.declare(identifier.text, constant);
      }
    }
  }
}

function hoistFunction(node: TS.FunctionDeclaration, place: Place, machine: Machine): void {
  // Overload signatures and ambient functions have no body and do not exist at run time.
  if (node.body === undefined) return;
  const name = node.name?.text ?? "default";
  const value: Value =
    node.asteriskToken === undefined
      ? { kind: "function", node, scope: place.scope, module: place.module, name: node.name?.text }
      : refuseGenerator(node, place, machine);
  place.scope.declare(name, false, value);
}

/** Binds a value to a name or takes it apart by a pattern. */
export function bindName(
  name: TS.BindingName,
  value: Value,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  if (ts.isIdentifier(name)) {
    const declared = place.scope.own(name.text);
    if (declared === undefined) place.scope.declare(name.text, kind === "const", value);
    else declared.value = value;
    if (kind !== "parameter") nameAfter(value, boundName(name.text, place.activation));
  } else if (ts.isArrayBindingPattern(name)) bindList(name, value, place, machine, kind);
  else bindObject(name, value, place, machine, kind);
}

function bindList(
  pattern: TS.ArrayBindingPattern,
  value: Value,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  const iterable = value.kind === "array" || value.kind === "reference";
  if (!iterable && value.kind !== "poison") {
    const text = machine.textOf(pattern, place);
    if (value.kind === "pending") machine.refuse("await-missing", pattern, place, { text });
    else machine.refuse("syntax-unsupported", pattern, place, { construct: "taking this apart as a list" });
  }
  for (const [index, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    if (element.dotDotDotToken !== undefined) {
      if (value.kind === "reference") {
        machine.refuse("spread-unknown", element, place, { text: machine.textOf(element.name, place) });
      }
      const rest = value.kind === "array" ? array(value.elements.slice(index)) : poison;
      machine.bind(element.name, rest, place, kind);
      continue;
    }
    const part = iterable ? readProperty(value, index, element, element, place, machine) : poison;
    bindElement(element, part, place, machine, kind);
  }
}

function bindObject(
  pattern: TS.ObjectBindingPattern,
  value: Value,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  const taken = new Set<string>();
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      machine.bind(element.name, restOf(value, taken, element, place, machine), place, kind);
      continue;
    }
    const keyNode = element.propertyName ?? (element.name as TS.Identifier);
    const key = propertyKey(keyNode, place, machine);
    if (key !== undefined) taken.add(key);
    const part = key === undefined ? poison : readProperty(value, key, keyNode, keyNode, place, machine);
    bindElement(element, part, place, machine, kind);
  }
}

function restOf(
  value: Value,
  taken: ReadonlySet<string>,
  element: TS.BindingElement,
  place: Place,
  machine: Machine,
): Value {
  if (value.kind === "object") {
    return object(Object.entries(value.fields).filter(([key]) => !taken.has(key)));
  }
  if (value.kind === "poison") return poison;
  const text = machine.textOf(element.name, place);
  if (value.kind === "reference") return machine.refuse("spread-unknown", element, place, { text });
  return machine.refuse("syntax-unsupported", element, place, { construct: "the rest of this value" });
}

/** A pattern's default counts only for undefined; a reference is always there, or was refused already. */
function bindElement(
  element: TS.BindingElement,
  part: Value,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  const missing = part.kind === "known" && part.value === undefined;
  const value = missing && element.initializer ? machine.evaluate(element.initializer, place) : part;
  machine.bind(element.name, value, place, kind);
}

function* namesIn(name: TS.BindingName): Generator<TS.Identifier> {
  if (ts.isIdentifier(name)) {
    yield name;
    return;
  }
  for (const element of name.elements) if (!ts.isOmittedExpression(element)) yield* namesIn(element.name);
}

function listKind(list: TS.VariableDeclarationList): "const" | "let" | undefined {
  const kind = list.flags & ts.NodeFlags.BlockScoped;
  if (kind === ts.NodeFlags.Const) return "const";
  return kind === ts.NodeFlags.Let ? "let" : undefined;
}

function isAmbient(node: TS.VariableStatement): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}
