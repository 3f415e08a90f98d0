/** The text of a response; `undefined` if it is longer than so many bytes, of which no more are then read. */
export async function readLimited({ body }: Response, maxLength: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxLength) return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}
