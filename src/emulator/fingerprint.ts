/** Names calls and bytes by their content, so that the same call gets the same answer on every machine. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../lib/canonical-json.ts";
import type { Json } from "../lib/json.ts";

/** The sha256 of the endpoint id and of its input in canonical JSON, as 64 hex digits. */
export function fingerprint(endpoint: string, input: Json): string {
  return sha256(`${JSON.stringify(endpoint)} ${canonicalJson(input)}`);
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
