/** `/files/<key>`: generated and uploaded files, by GET and HEAD, whole or a single range. */
import { Hono } from "hono";
import type { FileStore } from "../files/file-store.ts";
import { jsonResponse } from "./refusal.ts";

export function fileRoutes(files: FileStore): Hono {
  const routes = new Hono();
  // Hono answers HEAD with the headers of GET.
  routes.get("/:key", (context) => {
    const file = files.find(context.req.param("key"));
    if (file === undefined) return jsonResponse(404, { detail: "File not found" });
    const { bytes, contentType } = file;
    const headers: Record<string, string> = {
      "content-type": contentType,
      "accept-ranges": "bytes",
      // An uploaded page must not run as a page of this server.
      "content-security-policy": "sandbox",
      "x-content-type-options": "nosniff",
    };
    const range = findRange(context.req.header("range"), bytes.length);
    const part = range === undefined ? bytes : bytes.subarray(range.start, range.end);
    headers["content-length"] = String(part.length);
    if (range !== undefined)
      headers["content-range"] = `bytes ${range.start}-${range.end - 1}/${bytes.length}`;
    return new Response(Uint8Array.from(part), { status: range === undefined ? 200 : 206, headers });
  });
  return routes;
}

/**
 * `end` is exclusive. `undefined` if there is no range, or this file cannot satisfy it: then the whole file is sent.
 */
function findRange(header: string | undefined, length: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return undefined;
  const start = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const end = first === "" || last === "" ? length : Math.min(length, Number(last) + 1);
  return start < end ? { start, end } : undefined;
}
