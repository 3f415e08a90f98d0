/** Names, properties and indices. */
import { suggest } from "../../../lib/suggest.ts";
import { ts, type TS } from "../../typescript.ts";
import { globalNames, globalValue } from "../builtins/globals.ts";
import type { ExpressionRule, LinkRule, Machine, Place } from "../machine.ts";
import { toKey } from "../keys.ts";
import { assertThere, isNullish } from "../presence.ts";
import { readProperty } from "../read.ts";
import { undefinedValue, type Value } from "../values.ts";

export const identifier: ExpressionRule<TS.Identifier> = (node, place, machine) => {
  const name = node.text;
  const variable = place.scope.find(name);
  if (variable === undefined) {
    const value = globalValue(name, node, place, machine);
    if (value !== undefined) return value;
    const nearest = suggest(name, [...place.scope.names(), ...globalNames()]);
    return machine.refuse("name-unknown", node, place, { name, nearest });
  }
  const { value } = variable;
  if (value === undefined) return refuseEarly(name, node, place, machine);
  // What never changes cannot be read too early or too late.
  if (!variable.constant) machine.touch(variable, false, node, place);
  return value;
};

/** Behind an await of a function that runs beside others the definition may have been reached by then. */
function refuseEarly(name: string, node: TS.Node, place: Place, machine: Machine): Value {
  const isBeside = place.activation.task.turn().parent !== undefined;
  return isBeside
    ? machine.refuse("order-unknown", node, place, { name })
    : machine.throws("ReferenceError", "name-before-definition", node, place, { name });
}

type Access = TS.PropertyAccessExpression | TS.ElementAccessExpression;

export const access: ExpressionRule<Access> = (node, place, machine) =>
  accessLink(node, place, machine) ?? undefinedValue;

export const accessLink: LinkRule<Access> = (node, place, machine) => {
  const owner = machine.evaluateLink(node.expression, place);
  if (owner === undefined || endsChain(owner, node.expression, node, place, machine)) return undefined;
  // Whether it is there was asked, and answered.
  const value = readKey(
    node,
    node.questionDotToken === undefined ? owner : assertThere(owner),
    place,
    machine,
  );
  if (value.kind === "builtin" && value.needsOwner && !isCallee(node)) {
    return machine.refuse("method-apart", node, place, { text: machine.textOf(node, place) });
  }
  return value;
};

/** Whether the `?.` of a link, if it has one, finds nothing before it. Refused when only the run can tell. */
export function endsChain(
  before: Value,
  beforeNode: TS.Expression,
  link: Access | TS.CallExpression,
  place: Place,
  machine: Machine,
): boolean {
  if (link.questionDotToken === undefined) return false;
  const nothing = isNullish(before);
  if (nothing === undefined) {
    const text = machine.textOf(beforeNode, place);
    machine.refuse("optional-unknown", link.questionDotToken, place, { text });
  }
  return nothing === true;
}

function readKey(node: Access, owner: Value, place: Place, machine: Machine): Value {
  if (ts.isPropertyAccessExpression(node)) {
    return readProperty(owner, node.name.text, node, node.expression, place, machine);
  }
  const argument = node.argumentExpression;
  const key = toKey(machine.evaluate(argument, place), argument, place, machine);
  if (typeof key !== "string") return key;
  return readProperty(owner, key, node, node.expression, place, machine);
}

function isCallee(node: TS.Expression): boolean {
  let callee: TS.Node = node;
  while (
    ts.isParenthesizedExpression(callee.parent) ||
    ts.isNonNullExpression(callee.parent) ||
    ts.isAsExpression(callee.parent) ||
    ts.isSatisfiesExpression(callee.parent)
  ) {
    callee = callee.parent;
  }
  const { parent } = callee;
  return (
    (ts.isCallExpression(parent) && parent.expression === callee) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === callee)
  );
}
