/**
 * A call and a price → what it will cost, or why nobody can know. Nothing is guessed: what the estimate is made of can
 * be printed, and what is not known is never 0.
 */
import type { Endpoint } from "../endpoints/catalog.ts";
import type { GraphRecord } from "../graph/types.ts";
import { type Decimal, multiply, shift } from "../lib/decimal.ts";
import { quote } from "../lib/quote.ts";
import type { Price } from "./price.ts";
import { countUnits } from "./quantity/count-units.ts";
import { type Factor, isUnknown, onePer, type Quantity, type UnknownQuantity } from "./quantity/quantity.ts";
import { readUnit, type Unit } from "./unit.ts";

export interface PlannedCall {
  /** `undefined` if its schema is not known. */
  readonly endpoint: Endpoint | undefined;
  /** What will be sent, as far as it is known: its references are what is known only at run time. */
  readonly input: GraphRecord;
  readonly price: Price | undefined;
}

export type CostEstimate = KnownCost | UnknownCost;

export interface KnownCost {
  readonly kind: "known";
  /** USD. */
  readonly amount: Decimal;
  /** The number of units that fal should bill. */
  readonly units: Decimal;
  readonly price: Price;
  /** Their product is the number of things; `10 ** power` of them are a unit. */
  readonly factors: readonly Factor[];
  readonly power: number;
  /** Why the bill may differ, as sentences without a full stop. Empty if the amount is exact as far as falc knows. */
  readonly doubts: readonly string[];
}

export interface UnknownCost {
  readonly kind: "unknown";
  readonly reason:
    | "no-price"
    | "other-currency"
    /** `compute seconds`, `units`, `tokens`: what only fal counts. */
    | "unit-not-derivable"
    /** The endpoint has no schema that falc knows. */
    | "endpoint-unknown"
    /** A field that decides the number is a reference. */
    | "known-at-run-time"
    /** The input does not say the number, or leaves it to the model. */
    | "not-in-input";
  /** A clause: `num_images is $input.count, known only at run time`. */
  readonly message: string;
}

export function estimateCost({ endpoint, input, price }: PlannedCall): CostEstimate {
  if (price === undefined) return unknown("no-price", "there is no price for it");
  if (price.currency !== "USD") return unknown("other-currency", `its price is in ${price.currency}`);
  const unit = readUnit(price.unit);
  if (unit === undefined)
    return unknown("unit-not-derivable", `fal bills ${quote(price.unit)}, which the input does not tell`);
  const quantity = endpoint === undefined ? ofUnknown(unit) : countUnits({ endpoint, input }, unit);
  if (isUnknown(quantity)) return { kind: "unknown", ...quantity };
  if (quantity === undefined)
    return unknown("endpoint-unknown", "falc does not know the fields of the endpoint");
  const { factors, doubts } = quantity;
  const things = factors.map((factor) => factor.quantity).reduce(multiply);
  const units = shift(things, unit.power);
  return {
    kind: "known",
    amount: multiply(units, price.unitPrice),
    units,
    price,
    factors,
    power: unit.power,
    doubts,
  };
}

function ofUnknown({ noun }: Unit): Quantity | undefined {
  return noun === "request" ? { factors: [onePer("requests")], doubts: [] } : undefined;
}

function unknown(
  reason: Exclude<UnknownCost["reason"], UnknownQuantity["reason"]>,
  message: string,
): UnknownCost {
  return { kind: "unknown", reason, message };
}
