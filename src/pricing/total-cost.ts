/** The cost of several calls: what is known of it, and which calls are not in it. */
import { add, type Decimal, zero } from "../lib/decimal.ts";
import type { CostEstimate, UnknownCost } from "./estimate-cost.ts";

export interface TotalCost {
  /** USD. Of the known ones only: the whole costs at least this much, unless `unknown` is empty. */
  readonly known: Decimal;
  /** How many calls are in it. */
  readonly count: number;
  /** Whether a bill may differ from what is known: some estimates have doubts. */
  readonly isEstimate: boolean;
  /** By name of the call, in order. */
  readonly unknown: ReadonlyMap<string, UnknownCost>;
}

/** `calls`: by name, such as a node's id. */
export function totalCost(calls: ReadonlyMap<string, CostEstimate>): TotalCost {
  let known = zero;
  let count = 0;
  let isEstimate = false;
  const unknown = new Map<string, UnknownCost>();
  for (const [name, cost] of calls) {
    if (cost.kind === "unknown") unknown.set(name, cost);
    else {
      known = add(known, cost.amount);
      count += 1;
      isEstimate ||= cost.doubts.length > 0;
    }
  }
  return { known, count, isEstimate, unknown };
}
