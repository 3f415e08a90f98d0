/** Amounts and estimates as text. */
import { compareDecimals, type Decimal, decimalOf, one, printDecimal } from "../lib/decimal.ts";
import { printable } from "../lib/printable.ts";
import type { CallCost } from "./bill.ts";
import type { CostEstimate, KnownCost } from "./estimate-cost.ts";
import type { Price } from "./price.ts";
import type { Factor } from "./quantity/quantity.ts";
import type { TotalCost } from "./total-cost.ts";

/** `1.05 megapixels, $0.02625`, `2 units, unknown: there is no price for a/b`, `unknown: fal did not say how many …` */
export function printBilled(call: CallCost): string {
  const { units, price } = call;
  const cost = call.kind === "known" ? printUsd(call.amount) : `unknown: ${printable(call.message)}`;
  return units === undefined ? cost : `${printUnits(units, price)}, ${cost}`;
}

/** `2 images`, with fal's own word; `1.5 units of 1000 characters`; `2 units` without a price. */
function printUnits(units: number, price: Price | undefined): string {
  const number = printDecimal(decimalOf(units));
  const unit = price === undefined ? "units" : printable(price.unit);
  const isWord = /^[a-z]+$/i.test(unit);
  const counted = isWord ? unit : units === 1 ? "unit" : "units";
  const word = units === 1 ? counted.replace(/s$/, "") : counted;
  return `${number} ${word}${isWord ? "" : ` of ${unit}`}`;
}

/** All digits, at least two after the point: `$0.0525`, `$1.20`. Never rounded, so never `$0.00` for something. */
export function printUsd(amount: Decimal): string {
  const [whole = "", fraction = ""] = printDecimal(amount).split(".");
  return `$${whole}.${fraction.padEnd(2, "0")}`;
}

/** `$0.025 per megapixels`, with fal's own word; `0.02 EUR per image`. */
export function printPrice({ unitPrice, unit, currency }: Price): string {
  const amount = currency === "USD" ? printUsd(unitPrice) : `${printDecimal(unitPrice)} ${currency}`;
  return `${amount} per ${printable(unit)}`;
}

/** `$0.0524288 = 2 images × 1.048576 megapixels × $0.025, estimated`, `unknown: there is no price for it` */
export function printEstimate(cost: CostEstimate): string {
  if (cost.kind === "unknown") return `unknown: ${printable(cost.message)}`;
  const doubt = cost.doubts.length > 0 ? ", estimated" : "";
  return `${printUsd(cost.amount)} = ${printDerivation(cost)}${doubt}`;
}

/** `$0.058 (2 of 3 calls; unknown: clip)`; without any known cost, `unknown (clip)`. */
export function printTotal({ known, count, unknown }: Summed): string {
  const all = [...unknown.keys()];
  const names = printable([...all.slice(0, maxNames), ...(all.length > maxNames ? ["…"] : [])].join(", "));
  if (count === 0 && unknown.size > 0) return `unknown (${names})`;
  if (unknown.size === 0) return printUsd(known);
  return `${printUsd(known)} (${count} of ${count + unknown.size} calls; unknown: ${names})`;
}

type Summed = Pick<TotalCost, "known" | "count"> & { readonly unknown: ReadonlyMap<string, unknown> };

const maxNames = 10;

/** `2 images × 1.048576 megapixels × $0.025`, `2500 characters × $0.10 per 1000 characters`. */
export function printDerivation({ factors, power, price }: KnownCost): string {
  const last = power === 0 ? printUsd(price.unitPrice) : printPrice(price);
  return [...factors.map(printFactor), last].join(" × ");
}

function printFactor({ quantity, of }: Factor): string {
  const isOne = compareDecimals(quantity, one) === 0;
  return `${printDecimal(quantity)} ${isOne ? of.replace(/s$/, "") : of}`;
}
