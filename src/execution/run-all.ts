/**
 * Starts all of `first`, then what `next` returns while fewer than `limit` are running, until none is running and
 * there is no next. After an abort, nothing more is started. Tasks must not reject.
 */
export async function runAll(
  first: readonly Task[],
  next: () => Task | undefined,
  signal: AbortSignal,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<void> {
  let running = 0;
  let wake = (): void => {};
  const start = (task: Task): void => {
    running += 1;
    void task().finally(() => {
      running -= 1;
      wake();
    });
  };
  const takeNext = () => (running < limit && !signal.aborted ? next() : undefined);

  if (!signal.aborted) first.forEach(start);
  for (;;) {
    for (let task = takeNext(); task !== undefined; task = takeNext()) start(task);
    if (running === 0) return;
    // Not `Promise.race` over all running calls: that would cost time in proportion to their number, every
    // time.
    await new Promise<void>((resolve) => (wake = resolve));
  }
}

type Task = () => Promise<void>;
