/**
 * The text without anything that looks like a fal key: `Key …` as in the Authorization header, and the key's
 * own form, an id (UUID), a colon and a secret. Node's fetch, for example, quotes a header that it cannot
 * send.
 */
export function redact(text: string): string {
  return text.replace(HEADER, "$1[hidden]").replace(KEY, "[hidden]");
}

const HEADER = /\b((?:Key|Bearer)\s+)[\w:.+/=-]{12,}/gi;
const KEY = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{16,}/gi;
