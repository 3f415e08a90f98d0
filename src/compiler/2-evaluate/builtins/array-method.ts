/** What a list's method receives, and common questions about its arguments. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine } from "../machine/machine.ts";
import { type ArrayValue, type CallSite, undefinedValue, type Value } from "../values/values.ts";
import type { BuiltinCall } from "./call.ts";
import { argumentOf } from "./operand.ts";

export interface ListCall extends BuiltinCall {
  readonly list: ArrayValue;
}

export type ArrayMethod = (call: ListCall) => Value;

/** The result of a callback, if it is a single expression; else the callback. */
export function conditionNode(site: CallSite): TS.Node {
  const callback = argumentOf(site);
  return ts.isArrowFunction(callback) && !ts.isBlock(callback.body) ? callback.body : callback;
}

/** The element's own expression if the list is written out before the dot, else the whole call. */
export function elementNode(site: CallSite, index: number): TS.Node {
  if (!ts.isCallExpression(site.node)) return site.node;
  const callee = site.node.expression as TS.Expression & {
    expression?: TS.Expression & { elements?: readonly TS.Node[] };
  };
  return callee.expression?.elements?.[index] ?? site.node;
}

/** An element's name in a diagnostic: its own expression if it is written out, else `words[0]`. */
export function elementText(site: CallSite, index: number, machine: Machine): string {
  const node = elementNode(site, index);
  const callee = ts.isCallExpression(site.node) ? site.node.expression : undefined;
  const isWhole = node === site.node && callee !== undefined && ts.isPropertyAccessExpression(callee);
  return isWhole ? `${machine.textOf(callee.expression, site)}[${index}]` : machine.textOf(node, site);
}

/** The elements with undefined in place of holes, as most newer methods read a list. */
export function withoutHoles(elements: readonly Value[]): Value[] {
  return Array.from(elements, (element) => element ?? undefinedValue);
}
