/** `namespace`: an object that its code fills, as esbuild compiles it; and `import name = Other.name`. */
import { hasCode, isMember, membersElsewhere, statementsOf } from "../../namespace-syntax.ts";
import { memberNames, variableKind } from "../../bindings.ts";
import { ts, type TS } from "../../typescript.ts";
import { refuseRequire } from "../builtins/outside.ts";
import { type Machine, normal, type Place, type StatementRule } from "../machine/machine.ts";
import { readProperty } from "../members/read-property.ts";
import { Scope } from "../machine/scope.ts";
import { object, type Value } from "../values/values.ts";
import { setMember } from "./declarations.ts";
import { holderFor, hoistVars } from "./hoist.ts";

export const namespaceDeclaration: StatementRule<TS.ModuleDeclaration> = (node, place, machine) => {
  if (!hasCode(node) || !ts.isIdentifier(node.name)) return normal;
  const holder = objectOf(node, node.name, place, machine);
  const scope = new Scope(place.scope, holder);
  for (const statement of membersElsewhere(node)) {
    const isConstant =
      !ts.isVariableStatement(statement) || variableKind(statement.declarationList) === "const";
    for (const { text } of memberNames(statement)) scope.declareMember(text, isConstant, holder);
  }
  if (node.body !== undefined && ts.isModuleBlock(node.body)) hoistVars(node.body, scope);
  // The parse stage guarantees that no jump leaves it.
  machine.executeAll(statementsOf(node), { ...place, scope });
  return normal;
};

/**
 * The object of a namespace or an enum: a function, class, enum or earlier block of the same name, or else a new
 * object. `export` makes it a property of the namespace around it, before its code runs.
 */
export function objectOf(
  node: TS.ModuleDeclaration | TS.EnumDeclaration,
  name: TS.Identifier,
  place: Place,
  machine: Machine,
): Value {
  const { scope } = place;
  const declared = scope.own(name.text) ?? scope.declare(name.text, true);
  const outer = isMember(node) ? scope.holder : undefined;
  const before =
    outer === undefined
      ? declared.value
      : readProperty(outer, { key: name.text, node: name, ownerNode: name, place, machine });
  const isNew = before === undefined || (before.kind === "known" && !before.value);
  const made = isNew ? object() : before;
  if (isNew && outer !== undefined) setMember(outer, name, made, place, machine);
  declared.value = made;
  return made;
}

/** A function or a class that a namespace exports: from here on a property of its object. */
export function exportDeclared(node: TS.DeclarationStatement, place: Place, machine: Machine): void {
  const holder = holderFor(node, place.scope);
  if (holder === undefined || node.name === undefined || !ts.isIdentifier(node.name)) return;
  const value = place.scope.own(node.name.text)?.value;
  if (value !== undefined) setMember(holder, node.name, value, place, machine);
}

/** Its value exists from the start of its scope: only a namespace notices when the declaration is passed. */
export const functionDeclaration: StatementRule<TS.FunctionDeclaration> = (node, place, machine) => {
  if (node.body !== undefined) exportDeclared(node, place, machine);
  return normal;
};

/** A copy of the value, taken here. A file's own alias is erased if only types use it. */
export const importAlias: StatementRule<TS.ImportEqualsDeclaration> = (node, place, machine) => {
  if (node.isTypeOnly || place.module.erased.has(node)) return normal;
  const { name, moduleReference } = node;
  const value = ts.isExternalModuleReference(moduleReference)
    ? refuseRequire(node, place, machine)
    : entityValue(moduleReference, place, machine);
  const holder = holderFor(node, place.scope);
  if (holder !== undefined) setMember(holder, name, value, place, machine);
  else {
    const declared = place.scope.own(name.text);
    if (declared !== undefined) declared.value = value;
  }
  return normal;
};

function entityValue(node: TS.EntityName, place: Place, machine: Machine): Value {
  if (ts.isIdentifier(node)) return machine.evaluate(node, place);
  const owner = entityValue(node.left, place, machine);
  const value = machine.use(
    readProperty(owner, { key: node.right.text, node, ownerNode: node.left, place, machine }),
    node,
    place,
  );
  return value.kind === "builtin" && value.needsOwner
    ? machine.refuse("method-apart", node, place, { text: machine.textOf(node, place) })
    : value;
}
