/**
 * `rest.fal.ai/storage`: an upload is initiated here and put to `/uploads/<key>`, whole or in numbered parts. The
 * client sends the parts without credentials, directly to the URL it was given.
 */
import { Hono, type Context } from "hono";
import { sha256 } from "../fingerprint.ts";
import { isJsonObject } from "../../lib/json.ts";
import type { EmulatorEnv } from "./connection.ts";
import { exchange } from "./exchange.ts";
import { readBody } from "./read-body.ts";
import { badRequest, jsonResponse } from "./refusal.ts";
import type { ServerState } from "./server-state.ts";

export function storageRoutes(state: ServerState): Hono<EmulatorEnv> {
  const { files } = state;
  const routes = new Hono<EmulatorEnv>();
  const initiate = async (context: Context<EmulatorEnv>) => {
    const body = await readBody(context.req);
    if (!isJsonObject(body)) return badRequest("Expected a JSON object with content_type and file_name");
    return upload(context, state, () => {
      const contentType = typeof body["content_type"] === "string" ? body["content_type"] : "";
      const key = files.reserve(contentType);
      const uploadUrl = `${files.origin}/uploads/${key}?content_type=${encodeURIComponent(contentType)}`;
      return jsonResponse(200, { upload_url: uploadUrl, file_url: files.urlOf(key) });
    });
  };
  routes.post("/storage/upload/initiate", initiate);
  routes.post("/storage/upload/initiate-multipart", initiate);
  return routes;
}

/** Relative to `/uploads`. */
export function uploadRoutes(state: ServerState): Hono<EmulatorEnv> {
  const { files } = state;
  const routes = new Hono<EmulatorEnv>();
  const declaredType = (context: Context) => context.req.query("content_type") || "application/octet-stream";
  const bytesOf = async (context: Context) => new Uint8Array(await context.req.arrayBuffer());

  routes.put("/:key", async (context) => {
    const bytes = await bytesOf(context);
    return upload(context, state, () => {
      const contentType = context.req.header("content-type") ?? declaredType(context);
      files.upload(context.req.param("key"), bytes, contentType);
      return jsonResponse(200, {});
    });
  });
  routes.put("/:key/:part{[0-9]+}", async (context) => {
    const bytes = await bytesOf(context);
    return upload(context, state, () => {
      const partNumber = Number(context.req.param("part"));
      files.uploadPart(context.req.param("key"), partNumber, bytes);
      return jsonResponse(200, { partNumber, etag: sha256(bytes).slice(0, 32) });
    });
  });
  routes.post("/:key/complete", (context) =>
    upload(context, state, () => {
      files.completeUpload(context.req.param("key"), declaredType(context));
      return jsonResponse(200, {});
    }),
  );
  return routes;
}

function upload(context: Context<EmulatorEnv>, state: ServerState, work: () => Response): Promise<Response> {
  return exchange(context, state, "upload", state.faults.others("upload"), work);
}
