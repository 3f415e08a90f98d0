/** Names calls and bytes by what they are, so that the same call has the same answer on every machine. */
import { createHash } from "node:crypto";
import { isJsonObject, type Json } from "../lib/json.ts";

/** The sha256 of the endpoint id and of its input in canonical JSON, as 64 hex digits. */
export function fingerprint(endpoint: string, input: Json): string {
  return sha256(`${JSON.stringify(endpoint)} ${canonicalJson(input)}`);
}

export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** JSON without spaces, object keys in code unit order. */
function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join()}}`;
}
