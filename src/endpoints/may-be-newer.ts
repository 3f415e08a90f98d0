import type { Endpoint } from "./catalog.ts";

/**
 * Whether fal may accept and return more than is known: fal's client is a snapshot, a declaration is the project's
 * own.
 */
export function mayBeNewer({ saysNull, isPartial }: Endpoint): boolean {
  return saysNull !== true && isPartial !== true;
}
