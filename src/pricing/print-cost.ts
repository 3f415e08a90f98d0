/** Amounts and estimates as text. */
import { type Decimal, one, compareDecimals, printDecimal } from "../lib/decimal.ts";
import { printable } from "../lib/printable.ts";
import type { KnownCost } from "./estimate-cost.ts";
import type { Price } from "./price.ts";
import type { Factor } from "./quantity/quantity.ts";

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

/** `2 images × 1.048576 megapixels × $0.025`, `2500 characters × $0.10 per 1000 characters`. */
export function printDerivation({ factors, power, price }: KnownCost): string {
  const last = power === 0 ? printUsd(price.unitPrice) : printPrice(price);
  return [...factors.map(printFactor), last].join(" × ");
}

function printFactor({ quantity, of }: Factor): string {
  const isOne = compareDecimals(quantity, one) === 0;
  return `${printDecimal(quantity)} ${isOne ? of.replace(/s$/, "") : of}`;
}
