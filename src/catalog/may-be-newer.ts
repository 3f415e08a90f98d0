import type { Endpoint } from "./schema.ts";

/** Whether fal may take and give more than is known: fal's client was published some time ago, a declaration is the project's. */
export function mayBeNewer({ saysNull, isPartial }: Endpoint): boolean {
  return saysNull !== true && isPartial !== true;
}
