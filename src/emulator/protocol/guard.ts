/**
 * Blocks web pages from other machines. A page reaches a loopback server by DNS rebinding (visible in `Host`) or by
 * plain cross-origin requests (visible in `Origin`); pages served from this machine are allowed, with CORS.
 */
import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { isLoopback } from "./loopback.ts";
import { jsonResponse } from "./refusal.ts";

export const guard: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header("origin");
  if (!isLoopback(context.req.header("host") ?? "")) {
    return refuse("The emulator answers only to 127.0.0.1 and localhost");
  }
  if (origin !== undefined && !isLoopbackOrigin(origin)) {
    return refuse("The emulator answers only to pages served from this machine");
  }
  return next();
};

function refuse(detail: string): Response {
  return jsonResponse(403, { detail }, emulatorMark);
}

/** By which `falc run --emulator` knows whom it asks. */
export const emulatorMark = { "x-falc-emulator": "1" };

export const allowLocalPages: MiddlewareHandler = cors({
  origin: (origin) => (isLoopbackOrigin(origin) ? origin : null),
  exposeHeaders: ["x-fal-request-id", "x-fal-billable-units", "x-fal-error-type", "x-fal-retryable"],
});

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).host);
}
