import { appOf } from "../graph/app-of.ts";

/**
 * Where fal keeps the result of a request, to be read with the key: for at least an hour, or six minutes for one of 10 KB
 * and more (fal's documentation of the queue, read 2026-08).
 */
export function resultUrl(app: string, requestId: string): string {
  return `https://queue.fal.run/${appOf(app)}/requests/${requestId}`;
}
