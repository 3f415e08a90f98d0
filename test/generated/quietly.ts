/**
 * Runs code in which a promise may fail that nobody awaits: that counts as the code's own failure, and does not end the
 * process.
 */
export async function quietly<Result>(run: () => Promise<Result>): Promise<Result> {
  const outer = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const unhandled: unknown[] = [];
  const notice = (reason: unknown) => void unhandled.push(reason);
  process.on("unhandledRejection", notice);
  const ran = await Promise.allSettled([run()]);
  // Node tells of a promise nobody awaits when the microtasks are done.
  await new Promise((resolve) => void setImmediate(resolve));
  process.off("unhandledRejection", notice);
  for (const listener of outer) process.on("unhandledRejection", listener);
  const [outcome] = ran;
  if (outcome.status === "rejected") throw outcome.reason;
  if (unhandled.length > 0) throw unhandled[0];
  return outcome.value;
}
