import { sha256 } from "../fingerprint.ts";

/**
 * A request id shaped like a version 4 UUID, as fal's are, but derived from the number of earlier requests and the
 * call: the same session gives the same ids. `requestId(0, "9f…")` is `"1c0e2f7a-…-4…-a…-…"`.
 */
export function requestId(count: number, fingerprint: string): string {
  const hex = sha256(`${count} ${fingerprint}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
