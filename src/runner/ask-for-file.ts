/** Asks the server of a file whether it is still there. Nothing of the file is read. */

/** `unknown` if the server cannot be asked, or does not say. */
export type FileState = "there" | "gone" | "unknown";

export async function askForFile(
  url: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  timeoutMs = 15_000,
): Promise<FileState> {
  const ask = async (method: "GET" | "HEAD"): Promise<number | undefined> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const headers = method === "GET" ? { range: "bytes=0-0" } : {};
      const response = await fetch(url, { method, signal, headers });
      await response.body?.cancel();
      return response.status;
    } catch {
      return undefined;
    }
  };
  const status = await ask("HEAD");
  // Some servers do not answer HEAD as they do GET.
  return stateOf(status !== undefined && status >= 400 ? await ask("GET") : status);
}

function stateOf(status: number | undefined): FileState {
  if (status === undefined) return "unknown";
  if (status >= 200 && status < 300) return "there";
  return status === 403 || status === 404 || status === 410 ? "gone" : "unknown";
}

/** Tells whether a file is gone: only a certain answer is a reason to pay again. Each is asked about once. */
export function rememberGone(): (url: string) => Promise<boolean> {
  const answers = new Map<string, Promise<boolean>>();
  return (url) => {
    const answer = answers.get(url) ?? askForFile(url).then((state) => state === "gone");
    answers.set(url, answer);
    return answer;
  };
}
