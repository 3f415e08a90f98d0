/**
 * Errors after which a request may still give a result, which is paid for: the connection was lost while it was
 * followed. Kept beside the errors, because most are of fal's client.
 */
const leftOpen = new WeakSet();

/** Throws the error again, known to `leavesOpen`. */
export function throwOpen(error: unknown): never {
  if (error instanceof Error) leftOpen.add(error);
  throw error;
}

export function leavesOpen(error: unknown): boolean {
  return error instanceof Error && leftOpen.has(error);
}

/** Whether fal answers that there is no such request. */
export function isUnknown(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && [400, 404, 410, 422].includes(status);
}

/** Whether fal answers that there is no such request, or not any more: it keeps answers for a while only. */
export function isForgotten(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || status === 410;
}

/** Whether fal says that the request was cancelled (fastvideo-fal, read 2026-08; fal's own answer is not documented). */
export function isCancelled(error: unknown): boolean {
  return statusOf(error) === 499;
}

/**
 * Whether fal's answer to the question for a result says what became of the request. Otherwise, it is of a gateway, or
 * about the key or the rate; or there was none.
 */
export function isVerdict(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && ![401, 403, 408, 429, 502, 503, 504].includes(status);
}

function statusOf(error: unknown): number | undefined {
  const isAnswer = error instanceof Error && "status" in error && typeof error.status === "number";
  return isAnswer ? (error.status as number) : undefined;
}
