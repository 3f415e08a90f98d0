/**
 * What the emulator says that endpoints cost. INVENTED: the numbers are nobody's prices, so that what reads and adds up
 * prices can be tried without fal. The units are chosen by what an endpoint gives, in words that fal uses.
 */
import type { Endpoint } from "../../endpoints/catalog.ts";
import { type Decimal, decimalOf, multiply } from "../../lib/decimal.ts";
import { sha256 } from "../fingerprint.ts";

export const inventedNote = "These prices are invented by falc's emulator; they are not fal's.";

export type InventedUnit =
  | "images"
  | "megapixels"
  | "seconds"
  | "videos"
  | "1000 characters"
  /** What no answer shows: nothing is said about how many a call has used. */
  | "compute seconds";

export interface InventedPrice {
  readonly unit: InventedUnit;
  /** USD. */
  readonly unitPrice: Decimal;
}

export function inventPrice(endpoint: Endpoint): InventedPrice {
  const unit = unitOf(endpoint);
  // Different for each endpoint, so that a mix-up shows.
  const times = 1 + Number.parseInt(sha256(endpoint.id).slice(0, 2), 16);
  return { unit, unitPrice: multiply(decimalOf(cents[unit]), decimalOf(times)) };
}

const cents: Readonly<Record<InventedUnit, number>> = {
  images: 0.0005,
  megapixels: 0.0003,
  seconds: 0.001,
  videos: 0.005,
  "1000 characters": 0.0007,
  "compute seconds": 0.00001,
};

function unitOf({ input, output }: Endpoint): InventedUnit {
  const takes = (name: string) => Object.hasOwn(input.properties ?? {}, name);
  const gives = (name: string) => Object.hasOwn(output.properties ?? {}, name);
  if (gives("video") || gives("videos")) return takes("duration") ? "seconds" : "videos";
  if (gives("image") || gives("images"))
    return takes("image_size") || (takes("width") && takes("height")) ? "megapixels" : "images";
  return gives("audio") && takes("text") ? "1000 characters" : "compute seconds";
}
