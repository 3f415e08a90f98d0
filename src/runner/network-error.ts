/**
 * A network error in plain words: `nothing answers at 127.0.0.1:8787 (ECONNREFUSED)`. `undefined` for any
 * other error. Node's fetch throws `TypeError: fetch failed` and hides the reason in `cause`, which may be an
 * `AggregateError` with one error per address tried.
 */
export function describeNetworkError(error: unknown): string | undefined {
  for (const link of listCauses(error)) {
    const code = readText(link, "code");
    const reason = code === undefined ? undefined : explain(code, link);
    if (reason !== undefined) return `${reason} (${code})`;
  }
  if (!(error instanceof Error)) return undefined;
  const redirect = describeRedirectError(error);
  if (redirect !== undefined) return redirect;
  if (error.message === "terminated") return "the connection was lost before the response was complete";
  if (!/^fetch failed$/i.test(error.message)) return undefined;
  if (listCauses(error).some((link) => readText(link, "name") === "NotReadableError"))
    return "the file has changed since, or cannot be read";
  const code = listCauses(error)
    .map((link) => readText(link, "code"))
    .find((text) => text !== undefined);
  return `the network request failed${code === undefined ? "" : ` (${code})`}`;
}

/** Set if fetch gave up following redirects. Node gives these errors no code. */
export function describeRedirectError(error: unknown): string | undefined {
  return listCauses(error)
    .map((link) => REDIRECTS.get(readText(link, "message") ?? ""))
    .find((sentence) => sentence !== undefined);
}

const REDIRECTS: ReadonlyMap<string, string> = new Map([
  ["redirect count exceeded", "the server redirects again and again"],
  ["URL scheme must be a HTTP(S) scheme", "the server redirects to something that is not on the web"],
]);

/** Whether no connection was made, so that the server cannot have seen the request. */
export function wasNeverConnected(error: unknown): boolean {
  return listCauses(error).some((link) => NEVER_CONNECTED.has(readText(link, "code") ?? ""));
}

const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  // No socket could be opened.
  "EMFILE",
  "ENFILE",
]);

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["ECONNRESET", "the connection was lost"],
  ["ECONNABORTED", "the connection was lost"],
  ["EPIPE", "the connection was lost"],
  ["UND_ERR_SOCKET", "the connection was lost"],
  ["ETIMEDOUT", "the connection timed out"],
  ["UND_ERR_CONNECT_TIMEOUT", "the connection timed out"],
  ["UND_ERR_HEADERS_TIMEOUT", "the server took too long to respond"],
  ["UND_ERR_BODY_TIMEOUT", "the server stopped in the middle of its response"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "the response is not as long as the server said"],
  ["UND_ERR_HEADERS_OVERFLOW", "the headers of the response are too large"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["Z_DATA_ERROR", "the response cannot be decompressed"],
  ["Z_BUF_ERROR", "the response cannot be decompressed"],
  ["EHOSTUNREACH", "the network is unreachable"],
  ["ENETUNREACH", "the network is unreachable"],
]);

function explain(code: string, error: object): string | undefined {
  if (code === "ECONNREFUSED") return `nothing answers at ${readPlace(error)}`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `the host ${readText(error, "hostname") ?? "name"} cannot be found; is there a network connection?`;
  }
  if (/CERT|^ERR_TLS|SELF_SIGNED|ISSUER/.test(code)) return "the server's certificate is not trusted";
  if (code.startsWith("HPE_")) return "the answer is not HTTP";
  return SENTENCES.get(code);
}

function readPlace(error: object): string {
  const address = readText(error, "address");
  const port = "port" in error ? `:${String(error.port)}` : "";
  return address === undefined ? "the server's address" : `${address}${port}`;
}

/** The error, its causes, and the errors they aggregate; each once, at most 20. */
function listCauses(error: unknown): readonly object[] {
  const found = new Set<object>();
  const queue: unknown[] = [error];
  for (const next of queue) {
    if (typeof next !== "object" || next === null || found.size >= 20) continue;
    if (found.has(next)) continue;
    found.add(next);
    if ("cause" in next) queue.push(next.cause);
    if (next instanceof AggregateError) queue.push(...next.errors.slice(0, 5));
  }
  return [...found];
}

function readText(error: object, key: string): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}
