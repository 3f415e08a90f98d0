/** The prices of the endpoints that were asked for, from fal's answer in one or several parts. */
import { compareDecimals } from "../../lib/decimal.ts";
import type { PricePage, Terms } from "../../pricing/fal-prices.ts";

export interface FoundPrices {
  readonly prices: ReadonlyMap<string, Terms>;
  /** Endpoint → why there is none, as a sentence without a full stop. */
  readonly missing: ReadonlyMap<string, string>;
  /** Where they were read: for the list. */
  readonly source: string;
}

/** `source`: instead of it, the emulator is named if the prices are its own. `whose`: `fal`, `prices.json`. */
export function collectPrices(
  ids: readonly string[],
  pages: readonly PricePage[],
  source: string,
  whose: string,
): FoundPrices {
  const rows = pages.flatMap((page) => page.rows);
  const prices = new Map<string, Terms>();
  const missing = new Map<string, string>();
  for (const id of ids) {
    const [first, ...others] = rows.filter((row) => row.id === id).map(({ terms }) => terms);
    if (first === undefined) missing.set(id, `${whose} has no price for ${id}`);
    else if ("problem" in first) missing.set(id, `the price of ${id} cannot be used: ${first.problem}`);
    else if (others.some((other) => !isSamePrice(first, other)))
      missing.set(id, `${whose} has several prices for ${id}`);
    else prices.set(id, first);
  }
  const isInvented = pages.some((page) => page.isInvented);
  return { prices, missing, source: isInvented ? "invented by falc's emulator" : source };
}

export function isSamePrice(a: Terms, b: Terms | { readonly problem: string }): boolean {
  if ("problem" in b) return false;
  return compareDecimals(a.unitPrice, b.unitPrice) === 0 && a.unit === b.unit && a.currency === b.currency;
}
