/**
 * Whether the server of a file says that it is not there any more. It is if the server cannot be asked: only a certain
 * answer is a reason to pay again. Nothing of the file is read.
 */
export async function isGone(
  url: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  timeoutMs = 15_000,
): Promise<boolean> {
  const ask = async (method: "GET" | "HEAD"): Promise<number | undefined> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, {
        method,
        signal,
        headers: method === "GET" ? { range: "bytes=0-0" } : {},
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return undefined;
    }
  };
  const status = await ask("HEAD");
  if (status === undefined || status < 400) return false;
  // Some servers do not answer HEAD as they do GET.
  return gone.has((await ask("GET")) ?? 0);
}

const gone: ReadonlySet<number> = new Set([403, 404, 410]);
