/**
 * Runs code in which an unawaited promise may reject: that becomes the code's own failure, instead of ending the
 * process.
 */
export async function quietly<Result>(run: () => Promise<Result>): Promise<Result> {
  const outer = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const unhandled: unknown[] = [];
  const notice = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", notice);
  const ran = await Promise.allSettled([run()]);
  // Node reports an unhandled rejection when the microtasks are done.
  await new Promise((resolve) => void setImmediate(resolve));
  process.off("unhandledRejection", notice);
  for (const listener of outer) process.on("unhandledRejection", listener);
  const [outcome] = ran;
  if (outcome.status === "rejected") throw outcome.reason;
  if (unhandled.length > 0) throw unhandled[0];
  return outcome.value;
}
