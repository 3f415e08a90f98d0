/**
 * `rest.fal.ai/storage`: an upload is initiated here and put to `/uploads/<key>`, whole or in numbered parts. The
 * client sends the parts without credentials, directly to the URL it was given.
 */
import { Hono, type Context } from "hono";
import type { FileStore } from "../files/file-store.ts";
import { sha256 } from "../fingerprint.ts";
import { isJsonObject } from "../../lib/json.ts";
import { readBody } from "./read-body.ts";
import { badRequest, jsonResponse } from "./refusal.ts";

export function storageRoutes(files: FileStore): Hono {
  const routes = new Hono();
  const initiate = async (context: Context) => {
    const body = await readBody(context.req);
    if (!isJsonObject(body)) return badRequest("Expected a JSON object with content_type and file_name");
    const contentType = typeof body["content_type"] === "string" ? body["content_type"] : "";
    const key = files.reserve(contentType);
    const uploadUrl = `${files.origin}/uploads/${key}?content_type=${encodeURIComponent(contentType)}`;
    return jsonResponse(200, { upload_url: uploadUrl, file_url: files.urlOf(key) });
  };
  routes.post("/storage/upload/initiate", initiate);
  routes.post("/storage/upload/initiate-multipart", initiate);
  return routes;
}

/** Relative to `/uploads`. */
export function uploadRoutes(files: FileStore): Hono {
  const routes = new Hono();
  const declaredType = (context: Context) => context.req.query("content_type") || "application/octet-stream";
  const bytesOf = async (context: Context) => new Uint8Array(await context.req.arrayBuffer());

  routes.put("/:key", async (context) => {
    const contentType = context.req.header("content-type") ?? declaredType(context);
    files.upload(context.req.param("key"), await bytesOf(context), contentType);
    return jsonResponse(200, {});
  });
  routes.put("/:key/:part{[0-9]+}", async (context) => {
    const bytes = await bytesOf(context);
    const partNumber = Number(context.req.param("part"));
    files.uploadPart(context.req.param("key"), partNumber, bytes);
    return jsonResponse(200, { partNumber, etag: sha256(bytes).slice(0, 32) });
  });
  routes.post("/:key/complete", (context) => {
    files.completeUpload(context.req.param("key"), declaredType(context));
    return jsonResponse(200, {});
  });
  return routes;
}
