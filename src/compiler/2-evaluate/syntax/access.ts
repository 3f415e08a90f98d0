/** Names, properties and indices. */
import { suggest } from "../../../lib/suggest.ts";
import { ts, type TS } from "../../typescript.ts";
import { globalNames, globalValue } from "../builtins/globals.ts";
import type { ExpressionRule, Machine, Place } from "../machine.ts";
import { toKey } from "../keys.ts";
import { isNothing } from "../presence.ts";
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
  if (variable.value === undefined) return machine.refuse("name-before-definition", node, place, { name });
  // What never changes cannot be read too early or too late.
  if (!variable.constant) machine.touch(variable, false, node, place);
  return variable.value;
};

type Access = TS.PropertyAccessExpression | TS.ElementAccessExpression;

export const access: ExpressionRule<Access> = (node, place, machine) =>
  readAccess(node, place, machine) ?? undefinedValue;

/**
 * `undefined` when a `?.` in the chain ended it: `a?.b.c` is undefined as a whole when `a` is, while `(a?.b).c` throws.
 * So a link asks the link before it, and not its value.
 */
export function readAccess(node: Access, place: Place, machine: Machine): Value | undefined {
  const owner = ownerOf(node, place, machine);
  if (owner === undefined) return undefined;
  const value = readKey(node, owner, place, machine);
  if (value.kind === "builtin" && value.needsOwner && !isCallee(node)) {
    return machine.refuse("syntax-unsupported", node, place, {
      construct: `${machine.textOf(node, place)} apart from a call`,
      rewrite: `${machine.textOf(node, place)}(…)`,
    });
  }
  return value;
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

/** The value left of the last dot; `undefined` when the chain ends before it, or at its `?.`. */
function ownerOf(node: Access, place: Place, machine: Machine): Value | undefined {
  const owner = chainLink(node, node.expression, place, machine);
  if (owner === undefined || node.questionDotToken === undefined) return owner;
  const nothing = isNothing(owner);
  if (nothing === true) return undefined;
  if (nothing === false) return owner;
  const text = machine.textOf(node, place);
  return machine.refuse("syntax-unsupported", node.questionDotToken, place, {
    construct: "?. on a value that is only known when the workflow runs",
    rewrite: text.replaceAll("?.[", "![").replaceAll("?.", "!."),
  });
}

/** The value of the link before `node`; `undefined` when the chain that `node` continues ended there. */
export function chainLink(
  node: Access | TS.CallExpression,
  before: TS.Expression,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (!ts.isOptionalChain(node)) return machine.evaluate(before, place);
  let link = before;
  while (ts.isNonNullExpression(link)) link = link.expression;
  if (!ts.isOptionalChain(link)) return machine.evaluate(before, place);
  if (ts.isPropertyAccessExpression(link) || ts.isElementAccessExpression(link)) {
    return readAccess(link, place, machine);
  }
  return machine.refuse("syntax-unsupported", link, place, {
    construct: "a call in the middle of a ?. chain",
    rewrite: `const found = ${machine.textOf(link, place)};`,
  });
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
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee;
}
