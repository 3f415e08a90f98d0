/** What the calls of a run have cost, by the units that fal says it bills, and which of them nobody knows. */
import { add, type Decimal, decimalOf, multiply } from "../lib/decimal.ts";
import type { Price, PriceList } from "./price.ts";

/** A call that was sent, or may have been. */
export interface BilledCall {
  readonly node: string;
  readonly endpoint: string;
  /** `undefined` if fal did not say them. */
  readonly units: number | undefined;
  readonly hasEnded: boolean;
  /** If it is known. */
  readonly requestId?: string | undefined;
}

export type CallCost = BilledCall & {
  readonly price: Price | undefined;
} & (
    | { readonly kind: "known"; readonly amount: Decimal }
    /** `message`: a clause, `fal did not say how many units it bills`. */
    | { readonly kind: "unknown"; readonly message: string }
  );

export interface Bill {
  readonly calls: readonly CallCost[];
  /** USD; of the known ones. `undefined` if there is none, which is not 0. */
  readonly known: Decimal | undefined;
}

/** The calls are in the same order. */
export function billOf(sent: readonly BilledCall[], prices: PriceList): Bill {
  const calls = sent.map((call) => costOf(call, prices.get(call.endpoint)));
  const amounts = calls.flatMap((call) => (call.kind === "known" ? [call.amount] : []));
  return { calls, known: amounts.length === 0 ? undefined : amounts.reduce(add) };
}

function costOf(call: BilledCall, price: Price | undefined): CallCost {
  const unknown = (message: string): CallCost => ({ ...call, price, kind: "unknown", message });
  const { units, hasEnded, endpoint } = call;
  if (units === undefined)
    return unknown(
      hasEnded ? "fal did not say how many units it bills" : "fal has not said how the call ended",
    );
  // Whatever a unit costs.
  if (units === 0) return { ...call, price, kind: "known", amount: decimalOf(0) };
  if (price === undefined) return unknown(`there is no price for ${endpoint}`);
  if (price.currency !== "USD") return unknown(`its price is in ${price.currency}`);
  return { ...call, price, kind: "known", amount: multiply(decimalOf(units), price.unitPrice) };
}
