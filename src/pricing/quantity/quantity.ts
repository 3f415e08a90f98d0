/** How many of something a call makes, and where that is known from. */
import { type Decimal, decimalOf } from "../../lib/decimal.ts";

/** A number that is multiplied. */
export interface Factor {
  readonly quantity: Decimal;
  /** `images`, `megapixels`: for one, too. */
  readonly of: string;
  /** `num_images`, `the default of num_images`, `one per call`. */
  readonly from: string;
}

export interface Quantity {
  /** At least one; their product is the number of things. */
  readonly factors: readonly Factor[];
  /** What may make fal count differently, as sentences without a full stop. Empty: nothing that falc knows of. */
  readonly doubts: readonly string[];
}

export interface UnknownQuantity {
  readonly reason: "known-at-run-time" | "not-in-input";
  /** A clause: `num_images is known only at run time`. */
  readonly message: string;
}

export function onePer(of: string): Factor {
  return { quantity: decimalOf(1), of, from: "one per call" };
}

export function notInInput(message: string): UnknownQuantity {
  return { reason: "not-in-input", message };
}

export function isUnknown<Known>(value: Known | UnknownQuantity): value is UnknownQuantity {
  return typeof value === "object" && value !== null && "reason" in value;
}
