/** Variable declarations. Their names are known to the whole scope before its code runs: see `hoist.ts`. */
import { variableKind } from "../../bindings.ts";
import { isAmbientDeclaration } from "../../syntax.ts";
import { type Flow, optionalValueOf, type StatementFlow } from "../machine/flow.ts";
import {
  type DeclareKind,
  type Machine,
  normal,
  type Place,
  type StatementRule,
} from "../machine/machine.ts";
import { boundName, nameAfter } from "../calls/naming.ts";
import { ts, type TS } from "../../typescript.ts";
import { undefinedValue, type Value } from "../values/values.ts";
import { memberTarget } from "./assignment-target.ts";
import { type KeyedSlot, type Slot, destructureArray, destructureObject } from "./patterns.ts";

export const variableStatement: StatementFlow<TS.VariableStatement> = function* (node, place, machine) {
  if (!isAmbientDeclaration(node)) yield* declareVariables(node.declarationList, place, machine);
  return normal;
};

/** `const a = 1, b = 2`, also in the head of a loop. */
export function* declareVariables(
  list: TS.VariableDeclarationList,
  place: Place,
  machine: Machine,
): Flow<void> {
  const kind = declareKind(list, place, machine);
  for (const { name, initializer } of list.declarations) {
    // `var x;` does not change it.
    if (kind === "var" && initializer === undefined) continue;
    machine.boundTo = ts.isIdentifier(name) ? name.text : undefined;
    const value = initializer === undefined ? undefinedValue : yield* optionalValueOf(initializer, place);
    machine.boundTo = undefined;
    machine.bind(name, value, initializer ?? name, place, kind);
  }
}

export function declareKind(list: TS.VariableDeclarationList, place: Place, machine: Machine): DeclareKind {
  const kind = variableKind(list);
  if (kind !== "using") return kind;
  machine.refuse("declaration-unsupported", list, place, {
    construct: "using",
  });
  return "const";
}

/** `export default …`, evaluated at its position. No variable can have this name. */
export const defaultExport: StatementRule<TS.ExportAssignment> = (node, place, machine) => {
  if (node.isExportEquals === true) {
    machine.refuse("module-unsupported", node, place, {
      construct: "export =",
    });
    return normal;
  }
  const value = machine.evaluate(node.expression, place);
  // Another file may already have linked the variable.
  const declared = place.scope.own("default") ?? place.scope.declare("default", true);
  declared.value = value;
  return normal;
};

/** Binds a value to a name, or destructures it. */
export function bindName(
  name: TS.BindingName,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
  kind: DeclareKind,
): void {
  if (ts.isArrayBindingPattern(name)) {
    const slots = name.elements.map((element) =>
      ts.isOmittedExpression(element) ? undefined : slotOf(element, place, machine, kind),
    );
    return destructureArray(slots, value, source, place, machine);
  }
  if (ts.isObjectBindingPattern(name)) {
    const slots = name.elements.map((element): KeyedSlot => {
      const slot = slotOf(element, place, machine, kind);
      if (slot.isRest) return { ...slot, key: undefined };
      return { ...slot, key: element.propertyName ?? (element.name as TS.Identifier) }; // without a key, the name is the key
    });
    return destructureObject(slots, name, value, source, place, machine);
  }
  const own = place.scope.own(name.text);
  const declared = kind === "var" ? place.scope.find(name.text) : own;
  if (declared === undefined) place.scope.declare(name.text, kind === "const", value);
  else if (declared.holder !== undefined) setMember(declared.holder, name, value, place, machine);
  else {
    if (kind === "var") machine.touch(declared, true, name, place);
    declared.value = value;
  }
  if (value.kind === "array") machine.step(name, place, value.elements.length >> 3);
  if (kind !== "parameter") nameAfter(value, boundName(name.text, place.activation));
}

/** What a namespace exports is a property of its object. */
export function setMember(
  holder: Value,
  name: TS.Identifier,
  value: Value,
  place: Place,
  machine: Machine,
): void {
  const target = memberTarget(holder, name.text, { node: name, ownerNode: name }, place, machine);
  if ("write" in target) target.write(value);
}

function slotOf(element: TS.BindingElement, place: Place, machine: Machine, kind: DeclareKind): Slot {
  return {
    node: element,
    initializer: element.initializer,
    isRest: element.dotDotDotToken !== undefined,
    open: () => (part, source) => machine.bind(element.name, part, source, place, kind),
  };
}
