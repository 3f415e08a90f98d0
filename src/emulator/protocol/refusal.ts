/** Answers to requests that never become a call, in fal's own shapes. */
import type { Json } from "../../lib/json.ts";

export function jsonResponse(
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(body, { status, headers });
}

export function badRequest(detail: string): Response {
  return jsonResponse(400, { detail, error_type: "bad_request" }, { "x-fal-error-type": "bad_request" });
}

export function unknownApplication(id: string): Response {
  return jsonResponse(404, { detail: `Application "${id}" not found` });
}

export function unknownRequest(): Response {
  return jsonResponse(404, { status: "NOT_FOUND" });
}
