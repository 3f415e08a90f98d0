/** What one unit of an endpoint costs, and the list of it that a project keeps. */
import { isEndpointId } from "../graph/endpoint-id.ts";
import { type Decimal, decimalOf, numberOf } from "../lib/decimal.ts";
import { emptyRecord, isJsonObject, type Json } from "../lib/json.ts";
import { parseJson } from "../lib/parse-json.ts";

export interface Price {
  /** For one unit, in `currency`. Never negative. */
  readonly unitPrice: Decimal;
  /** fal's own words: `megapixels`, `1000 characters`, `compute seconds`. */
  readonly unit: string;
  /** `USD` */
  readonly currency: string;
  /** When it was read: `2026-11-30`. */
  readonly read: string;
  /** Where it was read: a URL, a file's name, or whatever somebody wrote into the list. */
  readonly source: string;
}

/** By endpoint id. */
export type PriceList = ReadonlyMap<string, Price>;

/**
 * The list's file, with a final line break. Sorted by id, so that the same prices give the same bytes:
 *
 *     { "prices": { "fal-ai/flux/dev": { "unit_price": 0.025, "unit": "megapixels", "currency": "USD", "read": … } } }
 */
export function printPriceList(prices: PriceList): string {
  const rows = emptyRecord<Json>();
  for (const [id, { unitPrice, unit, currency, read, source }] of [...prices].sort(([a], [b]) =>
    a < b ? -1 : 1,
  ))
    rows[id] = { unit_price: numberOf(unitPrice), unit, currency, read, source };
  return `${JSON.stringify({ prices: rows }, null, 2)}\n`;
}

/** `problem`: why the file cannot be used, as a clause. The file is committed, so anybody may have edited it. */
export function parsePriceList(text: string): PriceList | { readonly problem: string } {
  const parsed = parseJson(text);
  if ("problem" in parsed) {
    const { problem, line, column } = parsed;
    return { problem: `it is not valid JSON, at line ${line}, column ${column}: ${problem}` };
  }
  const rows = isJsonObject(parsed.value) ? parsed.value["prices"] : undefined;
  if (!isJsonObject(rows)) return { problem: 'it has no "prices"' };
  const prices = new Map<string, Price>();
  for (const [id, row] of Object.entries(rows)) {
    if (!isEndpointId(id)) return { problem: `${JSON.stringify(id)} is not a valid endpoint id` };
    const price = readRow(row);
    if ("problem" in price) return { problem: `${id}: ${price.problem}` };
    prices.set(id, price);
  }
  return prices;
}

function readRow(row: Json | undefined): Price | { readonly problem: string } {
  const terms = readTerms(row);
  if ("problem" in terms) return terms;
  const { read, source } = row as Record<string, Json>; // readTerms takes only objects
  if (typeof read !== "string" || !/^\d{4}-\d\d-\d\d$/.test(read))
    return { problem: '"read" is not a date such as 2026-11-30' };
  if (typeof source !== "string") return { problem: '"source" is not a text' };
  return { ...terms, read, source };
}

/** What a row has in common with fal's own answer. */
export function readTerms(
  row: Json | undefined,
): Pick<Price, "unitPrice" | "unit" | "currency"> | { readonly problem: string } {
  if (!isJsonObject(row)) return { problem: "it is not an object" };
  const { unit_price: unitPrice, unit, currency } = row;
  // A missing price is not 0.
  if (typeof unitPrice !== "number" || !Number.isFinite(unitPrice) || unitPrice < 0)
    return { problem: '"unit_price" is not a number of at least 0' };
  if (typeof unit !== "string" || unit.trim() === "" || unit.length > maxUnitLength)
    return { problem: '"unit" is not a text that names a unit' };
  if (typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency))
    return { problem: '"currency" is not a code such as USD' };
  return { unitPrice: decimalOf(unitPrice), unit, currency };
}

/** Characters. */
const maxUnitLength = 100;
