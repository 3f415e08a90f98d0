/** What the calls of a run have cost, each beside what it was estimated to cost, by what it was sent. */
import type { Catalog } from "../endpoints/catalog.ts";
import type { GraphRecord } from "../graph/types.ts";
import { compareDecimals, type Decimal } from "../lib/decimal.ts";
import { type BilledCall, billOf, type CallCost } from "./bill.ts";
import { type CostEstimate, estimateCost } from "./estimate-cost.ts";
import type { PriceList } from "./price.ts";
import { type TotalCost, totalCost } from "./total-cost.ts";

export interface SentCall extends BilledCall {
  /** Its references are what falc has not seen. */
  readonly input: GraphRecord;
}

export type AccountedCall = CallCost & { readonly estimate: CostEstimate };

export interface Account {
  /** In the order of the calls. */
  readonly calls: readonly AccountedCall[];
  /** USD; of the known ones. `undefined` if there is none, which is not 0. */
  readonly known: Decimal | undefined;
  readonly estimated: TotalCost;
}

export function accountFor(sent: readonly SentCall[], catalog: Catalog, prices: PriceList): Account {
  const bill = billOf(sent, prices);
  const calls = bill.calls.map((call, index): AccountedCall => {
    const { input } = sent[index] as SentCall; // as many, in the same order
    return {
      ...call,
      estimate: estimateCost({ endpoint: catalog.find(call.endpoint), input, price: call.price }),
    };
  });
  // A node may have been called twice.
  const named = new Map<string, CostEstimate>();
  for (const { node, estimate } of calls)
    named.set(named.has(node) ? `${node}, call ${named.size + 1}` : node, estimate);
  return { calls, known: bill.known, estimated: totalCost(named) };
}

/** Whether both are known, and the same. */
export function isAsEstimated(call: AccountedCall): boolean {
  const { estimate } = call;
  return (
    call.kind === "known" && estimate.kind === "known" && compareDecimals(call.amount, estimate.amount) === 0
  );
}
