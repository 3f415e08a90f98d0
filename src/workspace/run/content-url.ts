import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/**
 * A URL that stands for a local file by its bytes, whatever it is called and wherever it is uploaded. It leads nowhere:
 * the domain `invalid` never exists (RFC 2606).
 */
export async function contentUrl(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return `https://uploads.invalid/${hash.digest("hex")}`;
}
