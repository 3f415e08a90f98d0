import { appOf } from "../graph/app-of.ts";

/**
 * The URL of a request's result, which needs the key. fal keeps it for at least an hour, or six minutes from
 * 10 KB on (fal's documentation of the queue, read 2026-08).
 */
export function resultUrl(app: string, requestId: string): string {
  return `https://queue.fal.run/${appOf(app)}/requests/${requestId}`;
}
