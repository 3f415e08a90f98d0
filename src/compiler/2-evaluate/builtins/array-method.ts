/** What a method of a list is given, and what several of them ask of their arguments. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { argumentOf } from "./operand.ts";
import type { ArrayValue, CallSite, Poison, Value } from "../values.ts";

export interface ListCall {
  readonly list: ArrayValue;
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly place: Place;
  readonly machine: Machine;
}

export type ArrayMethod = (call: ListCall) => Value;

/** What a callback gives back, where it is one expression; else the callback. */
export function conditionNode(site: CallSite): TS.Node {
  const callback = argumentOf(site);
  return ts.isArrowFunction(callback) && !ts.isBlock(callback.body) ? callback.body : callback;
}

/** The element's own expression when the list is written out before the dot, else the whole call. */
export function elementNode(site: CallSite, index: number): TS.Node {
  if (!("arguments" in site.node)) return site.node;
  const callee = site.node.expression as TS.Expression & {
    expression?: TS.Expression & { elements?: readonly TS.Node[] };
  };
  return callee.expression?.elements?.[index] ?? site.node;
}

/** The arguments as indices. JavaScript reads an undefined index as one that was not given. */
export function indices({ args, site, place, machine }: ListCall): (number | undefined)[] | Poison {
  const found: (number | undefined)[] = [];
  for (const arg of args) {
    if (arg.kind === "poison") return arg;
    if (arg.kind !== "known" || (typeof arg.value !== "number" && arg.value !== undefined)) {
      return machine.refuse("syntax-unsupported", site.node, place, {
        construct: "an index that is not a known number",
      });
    }
    found.push(arg.value);
  }
  return found;
}
