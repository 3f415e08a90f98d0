/**
 * Blocks web pages from other machines. A page reaches a loopback server by DNS rebinding (visible in `Host`) or by
 * plain cross-origin requests (visible in `Origin`); pages served from this machine are allowed, with CORS.
 */
import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { isLoopback } from "./loopback.ts";
import { jsonResponse } from "./refusal.ts";

/** `mark`: headers of the refusals. */
export function guard(mark: Readonly<Record<string, string>>): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header("origin");
    if (!isLoopback(context.req.header("host") ?? "")) {
      return jsonResponse(403, { detail: "The emulator answers only to 127.0.0.1 and localhost" }, mark);
    }
    if (origin !== undefined && !isLoopbackOrigin(origin)) {
      return jsonResponse(
        403,
        { detail: "The emulator answers only to pages served from this machine" },
        mark,
      );
    }
    return next();
  };
}

export const allowLocalPages: MiddlewareHandler = cors({
  origin: (origin) => (isLoopbackOrigin(origin) ? origin : null),
  exposeHeaders: ["x-fal-request-id", "x-fal-billable-units", "x-fal-error-type", "x-fal-retryable"],
});

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).host);
}
