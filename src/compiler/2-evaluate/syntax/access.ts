/** Names, properties and indices. */
import { suggest } from "../../../lib/suggest.ts";
import { globalNames, globalValue } from "../builtins/globals.ts";
import type { ExpressionRule, Machine, Place } from "../machine.ts";
import { readProperty } from "../read.ts";
import type { TS } from "../../typescript.ts";
import { poison, undefinedValue, type Value } from "../values.ts";

export const identifier: ExpressionRule<TS.Identifier> = (node, place, machine) => {
  const name = node.text;
  const variable = place.scope.find(name);
  if (variable === undefined) {
    const value = globalValue(name, node, place, machine);
    if (value !== undefined) return value;
    const nearest = suggest(name, [...place.scope.names(), ...globalNames()]);
    return machine.refuse("name-unknown", node, place, { name, nearest });
  }
  if (variable.value === undefined) return machine.refuse("name-before-definition", node, place, { name });
  // What never changes cannot be read too early or too late.
  if (!variable.constant) machine.touch(variable, false, node, place);
  return variable.value;
};

export const propertyAccess: ExpressionRule<TS.PropertyAccessExpression> = (node, place, machine) => {
  const owner = machine.evaluate(node.expression, place);
  if (skips(owner, node, place, machine)) return undefinedValue;
  return readProperty(owner, node.name.text, node, node.expression, place, machine);
};

export const elementAccess: ExpressionRule<TS.ElementAccessExpression> = (node, place, machine) => {
  const owner = machine.evaluate(node.expression, place);
  if (skips(owner, node, place, machine)) return undefinedValue;
  const key = machine.evaluate(node.argumentExpression, place);
  if (key.kind === "poison") return poison;
  if (key.kind !== "known") {
    return machine.refuse("key-unknown", node.argumentExpression, place, {
      text: machine.textOf(node.argumentExpression, place),
    });
  }
  const name = typeof key.value === "number" ? key.value : String(key.value);
  return readProperty(owner, name, node, node.expression, place, machine);
};

/** Whether `x?.y` ends here, since `x` is known to be nothing. */
function skips(
  owner: Value,
  node: TS.PropertyAccessExpression | TS.ElementAccessExpression,
  place: Place,
  machine: Machine,
): boolean {
  if (node.questionDotToken === undefined) return false;
  if (owner.kind === "known") return owner.value === null || owner.value === undefined;
  if (owner.kind === "reference" && owner.path.length > 0) {
    const text = machine.textOf(node, place);
    machine.refuse("syntax-unsupported", node.questionDotToken, place, {
      construct: "?. on a value that is only known when the workflow runs",
      rewrite: text.replace("?.[", "![").replace("?.", "!."),
    });
  }
  return false;
}
