/**
 * The purpose of a request by fal's client, from its method and URL (@fal-ai/client 1.10.1 src/queue.js,
 * storage.js).
 */
export type RequestKind = "submit" | "status" | "result" | "cancel" | "upload-start" | "upload" | "other";

export function requestKind(method: string | undefined, url: string): RequestKind {
  const verb = method?.toUpperCase() ?? "GET";
  const queued = /^https?:\/\/(?:[^?#]+\/)?queue\.fal\.run\/([^?#]*)/.exec(url)?.[1];
  if (queued !== undefined) {
    if (verb === "POST") return "submit";
    if (verb === "PUT") return "cancel";
    return queued.endsWith("/status") ? "status" : "result";
  }
  if (verb === "POST" && UPLOAD_START.test(url)) return "upload-start";
  return verb === "PUT" ? "upload" : "other";
}

const UPLOAD_START = /^https?:\/\/(?:[^?#]+\/)?rest\.fal\.ai\/storage\/upload\/initiate(-multipart)?([?#]|$)/;
