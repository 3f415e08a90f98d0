/**
 * Aborted `ms` after the given signal, with its reason. The timer does not keep the process alive: what the signal is
 * for does.
 */
export function abortedLater(signal: AbortSignal, ms: number): AbortSignal {
  const late = new AbortController();
  const wait = (): void => void setTimeout(() => late.abort(signal.reason), ms).unref();
  if (signal.aborted) wait();
  else signal.addEventListener("abort", wait, { once: true });
  return late.signal;
}
