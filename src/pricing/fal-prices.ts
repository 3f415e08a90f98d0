/**
 * fal's answer to a question for prices (`GET https://api.fal.ai/v1/models/pricing`, OpenAPI read 2026-08):
 *
 *     { "prices": [{ "endpoint_id": "me/app", "unit_price": 0.1, "unit": "images", "currency": "USD" }], "next_cursor": null }
 */
import { isJsonObject, type Json } from "../lib/json.ts";
import { type Price, readTerms } from "./price.ts";

export type Terms = Pick<Price, "unitPrice" | "unit" | "currency">;

export interface PricePage {
  /** In its order. Rows that do not name an endpoint are left out; a price that cannot be used has a problem. */
  readonly rows: readonly { readonly id: string; readonly terms: Terms | { readonly problem: string } }[];
  /** Where the rest is, if there is more. */
  readonly nextCursor: string | undefined;
  /** Whether falc's emulator gave it, whose prices are invented. */
  readonly isInvented: boolean;
}

/** `problem`: why it is no such answer, as a clause. */
export function readPricePage(json: Json): PricePage | { readonly problem: string } {
  const {
    prices,
    next_cursor: cursor = null,
    has_more: hasMore = cursor !== null,
    emulated,
  } = isJsonObject(json) ? json : {};
  if (!Array.isArray(prices)) return { problem: 'it has no list of "prices"' };
  const rows = (prices as readonly Json[]).flatMap((row) => {
    const id = isJsonObject(row) ? row["endpoint_id"] : undefined;
    return typeof id === "string" ? [{ id, terms: readTerms(row) }] : [];
  });
  const isInvented = typeof emulated === "string";
  if (hasMore !== true) return { rows, nextCursor: undefined, isInvented };
  if (typeof cursor !== "string" || cursor === "" || cursor.length > maxCursorLength)
    return { problem: "it says that there is more, but not where" };
  return { rows, nextCursor: cursor, isInvented };
}

/** Characters. It becomes part of a URL. */
const maxCursorLength = 1000;
