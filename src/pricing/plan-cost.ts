/** The cost of the calls that a run is about to make, and whether that is within what its user wants to spend. */
import type { Catalog } from "../endpoints/catalog.ts";
import type { GraphRecord } from "../graph/types.ts";
import { compareDecimals, type Decimal, parseDecimal } from "../lib/decimal.ts";
import { type CostEstimate, estimateCost, type UnknownCost } from "./estimate-cost.ts";
import type { PriceList } from "./price.ts";
import type { TotalCost } from "./total-cost.ts";

/** A node that will be paid for. */
export interface CallToPay {
  readonly node: string;
  readonly app: string;
  /** Its references are what is known only at run time. */
  readonly input: GraphRecord;
}

/** By node, in the order of the calls. */
export function planCost(
  calls: readonly CallToPay[],
  catalog: Catalog,
  prices: PriceList,
): ReadonlyMap<string, CostEstimate> {
  return new Map(
    calls.map(({ node, app, input }) => {
      return [node, estimateCost({ endpoint: catalog.find(app), input, price: prices.get(app) })];
    }),
  );
}

export interface Budget {
  /** USD; no limit if absent. */
  readonly maxCost?: Decimal;
  /** Whether calls may run whose cost nobody knows. */
  readonly allowUnknown: boolean;
}

export type BudgetVerdict =
  | { readonly kind: "within" }
  /** What is known costs more already. */
  | { readonly kind: "over"; readonly known: Decimal; readonly maxCost: Decimal }
  /** There is a limit, and these calls may exceed it. Never empty. */
  | { readonly kind: "unknown"; readonly calls: ReadonlyMap<string, UnknownCost> };

/** Unlike fal's own agent, which never asks about a cost that it does not know. */
export function checkBudget({ known, unknown }: TotalCost, { maxCost, allowUnknown }: Budget): BudgetVerdict {
  if (maxCost === undefined) return { kind: "within" };
  if (compareDecimals(known, maxCost) > 0) return { kind: "over", known, maxCost };
  return unknown.size === 0 || allowUnknown ? { kind: "within" } : { kind: "unknown", calls: unknown };
}

/** `0.50`, `$2`: an amount as somebody types it, of at least 0; `undefined` for anything else. */
export function parseUsd(text: string): Decimal | undefined {
  return /^\$?\d{1,9}(\.\d{1,9})?$/.test(text) ? parseDecimal(text.replace(/^\$?0*(?=\d)/, "")) : undefined;
}
