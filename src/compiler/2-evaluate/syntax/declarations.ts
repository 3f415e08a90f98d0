/** Declarations: variables, patterns, functions. Names are known to their whole scope before its code runs. */
import { iterate, type Next } from "../iterate.ts";
import { type DeclareKind, type Machine, normal, type Place, type StatementRule } from "../machine.ts";
import { boundName, nameAfter } from "../naming.ts";
import { isNothing } from "../presence.ts";
import { readProperty } from "../read.ts";
import type { Scope } from "../scope.ts";
import { refuseCondition } from "../truth.ts";
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { refuseGenerator } from "./calls.ts";
import { expandInput } from "../expand.ts";
import { propertyKey } from "./literals.ts";
import { array, object, type Poison, undefinedValue, type Value } from "../values.ts";

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
    machine.bind(name, value, initializer ?? name, place, kind ?? "let");
  }
  return normal;
};

/** `export default …`, evaluated where it stands. No variable can have this name. */
export const defaultExport: StatementRule<TS.ExportAssignment> = (node, place, machine) => {
  if (node.isExportEquals === true) {
    machine.refuse("syntax-unsupported", node, place, {
      construct: "export =",
      rewrite: `export default ${machine.textOf(node.expression, place)};`,
    });
  } else place.scope.declare("default", true, machine.evaluate(node.expression, place));
  return normal;
};

/** Makes a scope's names known before its code runs: functions with their value, the others not yet readable. */
export function hoist(nodes: readonly TS.Statement[], place: Place, machine: Machine): void {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node)) hoistFunction(node, place, machine);
    else if (isRefused(node)) hoistRefused(node, place, machine);
    else if (ts.isVariableStatement(node) && !isAmbient(node)) {
      const constant = listKind(node.declarationList) === "const";
      for (const { name } of node.declarationList.declarations) {
        refuseTwice(name, place, machine);
        declareNames(name, constant, place.scope);
      }
    }
  }
}

/** The names of a pattern, not yet readable. */
export function declareNames(name: TS.BindingName, constant: boolean, scope: Scope<Value>): void {
  for (const identifier of namesIn(name)) scope.declare(identifier.text, constant);
}

/** A name declared twice is an error that TypeScript's parser lets pass. */
function refuseTwice(name: TS.BindingName, place: Place, machine: Machine): void {
  for (const identifier of namesIn(name)) {
    if (place.scope.own(identifier.text) === undefined) continue;
    machine.refuse("syntax-error", identifier, place, { text: `'${identifier.text}' is declared twice.` });
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
  if (node.name !== undefined) refuseTwice(node.name, place, machine);
  // TypeScript does not let a function's name be assigned to.
  place.scope.declare(name, true, value);
}

export type RefusedDeclaration = TS.ClassDeclaration | TS.EnumDeclaration | TS.ModuleDeclaration;

/** Declarations that falc does not compile, but whose names it knows. */
export function isRefused(node: TS.Statement): node is RefusedDeclaration {
  const refused = ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
  return refused && !hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

function hoistRefused(node: RefusedDeclaration, place: Place, machine: Machine): void {
  const [construct, rewrite] = ts.isClassDeclaration(node)
    ? ["a class", `const scene = (prompt: string) => ({ prompt });   // a function`]
    : ts.isEnumDeclaration(node)
      ? ["an enum", `const ${node.name.text} = { Studio: "studio", Street: "street" } as const;`]
      : ["a namespace", `export const style = "studio";   // in a file of its own`];
  const refused = machine.refuse("syntax-unsupported", node.name ?? node, place, { construct, rewrite });
  // With the name declared, its uses are no further problem.
  place.scope.declare(node.name?.text ?? "default", true, refused);
}

/** Binds a value to a name or takes it apart by a pattern. */
export function bindName(
  name: TS.BindingName,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  if (ts.isIdentifier(name)) {
    const declared = place.scope.own(name.text);
    if (declared === undefined) place.scope.declare(name.text, kind === "const", value);
    else declared.value = value;
    if (value.kind === "array") machine.step(name, place, value.elements.length >> 3);
    if (kind !== "parameter") nameAfter(value, boundName(name.text, place.activation));
  } else if (ts.isArrayBindingPattern(name)) bindList(name, value, source, place, machine, kind);
  else bindObject(name, value, source, place, machine, kind);
}

function bindList(
  pattern: TS.ArrayBindingPattern,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  // A reference's items are read one by one: only as many as the pattern names.
  const next = value.kind === "reference" ? undefined : iterate(value, source, place, machine);
  const failed = typeof next === "object" ? next : undefined;
  for (const [index, element] of pattern.elements.entries()) {
    const take = (): Value => {
      if (failed !== undefined) return failed;
      if (typeof next === "function") return next() ?? undefinedValue;
      return readProperty(value, index, element, source, place, machine);
    };
    if (ts.isOmittedExpression(element)) {
      if (typeof next === "function") next();
    } else if (element.dotDotDotToken === undefined) {
      bindElement(element, take(), element, place, machine, kind);
    } else {
      const rest = failed ?? restOfList(next, element, place, machine);
      machine.bind(element.name, rest, element, place, kind);
    }
  }
}

function restOfList(
  next: Next | Poison | undefined,
  element: TS.BindingElement,
  place: Place,
  machine: Machine,
): Value {
  if (typeof next !== "function") {
    return machine.refuse("spread-unknown", element, place, { text: machine.textOf(element.name, place) });
  }
  const elements: Value[] = [];
  for (let each = next(); each !== undefined; each = next()) elements.push(each);
  return array(elements);
}

function bindObject(
  pattern: TS.ObjectBindingPattern,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  if (pattern.elements.length === 0 && isNothing(value) !== false) {
    const text = machine.textOf(source, place);
    machine.refuse("program-throws", pattern, place, { text: `${text} cannot be taken apart` });
  }
  const taken = new Set<string>();
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      machine.bind(element.name, restOf(value, taken, element, place, machine), element, place, kind);
      continue;
    }
    const keyNode = element.propertyName ?? (element.name as TS.Identifier);
    const key = propertyKey(keyNode, place, machine);
    if (typeof key === "string") taken.add(key);
    const read = typeof key === "string" ? readProperty(value, key, keyNode, source, place, machine) : key;
    const apart = read.kind === "builtin" && read.needsOwner;
    const part = apart
      ? machine.refuse("syntax-unsupported", keyNode, place, { construct: `${read.name} apart from a call` })
      : read;
    bindElement(element, part, keyNode, place, machine, kind);
  }
}

function restOf(
  whole: Value,
  taken: ReadonlySet<string>,
  element: TS.BindingElement,
  place: Place,
  machine: Machine,
): Value {
  const value = expandInput(whole, element, place, machine) ?? whole;
  if (value.kind === "object") {
    machine.touch(value, false, element, place);
    const fields = Object.entries(value.fields);
    machine.step(element, place, fields.length);
    return object(fields.filter(([key]) => !taken.has(key)));
  }
  if (value.kind === "poison") return value;
  const text = machine.textOf(element.name, place);
  if (value.kind === "reference") return machine.refuse("spread-unknown", element, place, { text });
  return machine.refuse("syntax-unsupported", element, place, { construct: "the rest of this value" });
}

function bindElement(
  element: TS.BindingElement,
  part: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  const value = withDefault(part, element.initializer, element.name, place, machine);
  machine.bind(element.name, value, source, place, kind);
}

/** A default counts for undefined, not for null. Whether a reference is there has to be known. */
export function withDefault(
  value: Value,
  initializer: TS.Expression | undefined,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  if (initializer === undefined) return value;
  if (value.kind === "known" && value.value === undefined) return machine.evaluate(initializer, place);
  if (value.kind === "reference" && value.mayBeMissing) return refuseCondition(node, place, machine);
  return value;
}

export function* namesIn(name: TS.BindingName): Generator<TS.Identifier> {
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
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}
