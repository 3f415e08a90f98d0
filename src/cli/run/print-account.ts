/** What a run has cost and was estimated to cost, for people and as JSON. */
import { numberOf, zero } from "../../lib/decimal.ts";
import { printable } from "../../lib/printable.ts";
import { type Account, type AccountedCall, isAsEstimated } from "../../pricing/account.ts";
import type { CostEstimate } from "../../pricing/estimate-cost.ts";
import type { Price } from "../../pricing/price.ts";
import { printBilled, printDerivation, printEstimate, printTotal } from "../../pricing/print-cost.ts";
import type { TotalCost } from "../../pricing/total-cost.ts";

/**
 *     cost: $0.058 (2 of 3 calls; unknown: clip)
 *     estimated: $0.06
 *       photo  2 images, $0.04; estimated $0.02 = 1 image × $0.02
 */
export function printAccount(account: Account): readonly string[] {
  const { calls } = account;
  const lacksPrice = calls.some(
    ({ kind, price, units }) => kind === "unknown" && price === undefined && units !== undefined,
  );
  const shown =
    calls.length <= maxRows ? calls : calls.filter((call) => !isAsEstimated(call)).slice(0, maxRows);
  const width = Math.max(0, ...shown.map(({ node }) => printable(node).length));
  const [cost = "", ...rest] = printTotals(account);
  return [
    cost,
    ...(lacksPrice ? ["Prices are missing. To read them: falc models prices"] : []),
    ...rest,
    ...shown.map((call) => `  ${printable(call.node).padEnd(width)}  ${printCall(call)}`),
  ];
}

/** `cost: $0.058 (2 of 3 calls; unknown: clip)`, and `estimated: $0.06` if anything of it is known. */
export function printTotals({ calls, known, estimated }: Account): readonly string[] {
  const unknown = calls.filter(({ kind }) => kind === "unknown");
  const total = {
    known: known ?? zero,
    count: calls.length - unknown.length,
    unknown: new Map(unknown.map((call) => [call.node, call])),
  };
  return [
    `cost: ${printTotal(total)}`,
    ...(estimated.count > 0 ? [`estimated: ${printTotal(estimated)}`] : []),
  ];
}

/** Of a run with more calls, those that do not cost what was estimated. */
const maxRows = 10;

/** `2 images, $0.04; estimated $0.02 = 1 image × $0.02` */
export function printCall(call: AccountedCall): string {
  const { estimate } = call;
  const billed = printBilled(call);
  if (estimate.kind === "known")
    return `${billed}; estimated ${isAsEstimated(call) ? "the same" : printEstimate(estimate)}`;
  // That has been said.
  return estimate.reason === "no-price" ? billed : `${billed}; estimate ${printEstimate(estimate)}`;
}

/** An unknown cost has no `amount`: it is not 0. */
export function accountToJson({ calls, known, estimated }: Account): object {
  return {
    currency: "USD",
    ...(known !== undefined && { amount: numberOf(known) }),
    isComplete: calls.every(({ kind }) => kind === "known"),
    estimate: totalToJson(estimated),
    calls: calls.map((call) => ({
      node: call.node,
      endpoint: call.endpoint,
      ...callToJson(call),
    })),
  };
}

function callToJson(call: AccountedCall): object {
  return {
    ...(call.units !== undefined && { units: call.units }),
    ...(call.price && priceToJson(call.price)),
    ...(call.kind === "known" ? { amount: numberOf(call.amount) } : { unknown: call.message }),
    estimate: estimateToJson(call.estimate),
  };
}

export function totalToJson({ known, count, unknown }: TotalCost): object {
  return { ...(count > 0 && { amount: numberOf(known) }), isComplete: unknown.size === 0 };
}

export function estimateToJson(cost: CostEstimate): object {
  if (cost.kind === "unknown") return { unknown: cost.message };
  const { units, price, amount, doubts } = cost;
  return {
    units: numberOf(units),
    ...priceToJson(price),
    amount: numberOf(amount),
    derivation: printDerivation(cost),
    ...(doubts.length > 0 && { doubts }),
  };
}

function priceToJson({ unit, unitPrice }: Price): object {
  return { unit, unitPrice: numberOf(unitPrice) };
}
