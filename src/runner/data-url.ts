/**
 * The content of a `data:` URL: `data:image/png;base64,iVBORw0…` or `data:,a%20b`. The content type defaults
 * to `text/plain` (RFC 2397). Throws if there is no comma.
 */
export function readDataUrl(url: string): { readonly bytes: Buffer; readonly contentType: string } {
  const comma = url.indexOf(",");
  if (comma < 0) throw new Error("the data URL has no comma");
  const [type = "", ...parameters] = url.slice("data:".length, comma).split(";");
  const text = url.slice(comma + 1);
  const isBase64 = parameters.at(-1)?.trim().toLowerCase() === "base64";
  const bytes = isBase64 ? Buffer.from(text, "base64") : Buffer.from(decodeURIComponent(text));
  return { bytes, contentType: type === "" ? "text/plain" : type };
}
