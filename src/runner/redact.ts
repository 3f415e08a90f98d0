/**
 * The text without anything that looks like a fal key: `Key …` as in the Authorization header, and the key's
 * own form, an id (UUID), a colon and a secret. Node's fetch, for example, quotes a header that it cannot
 * send.
 */
export function redact(text: string): string {
  return text.replace(HEADER, "$1[hidden]").replace(KEY, "[hidden]");
}

/** Only the key's own form: `Key …` may be a heading of an answer, which must not be changed. */
export function redactKeys(text: string): string {
  return text.replace(KEY, "[hidden]");
}

/** At most `length` characters and `…` of `redact(text)`. Redacted first: half a key would not be recognised. */
export function redactedStart(text: string, length: number): string {
  const redacted = redact(text);
  return redacted.length > length ? `${redacted.slice(0, length)}…` : redacted;
}

/** "key characteristics" is none. */
const HEADER = /\b((?:Key|Bearer)\s+)(?=[a-z_.+/=]*[\d:-])[\w:.+/=-]{12,}/gi;
/** However much of the secret there is: the text may have been cut. */
const KEY = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]+/gi;
