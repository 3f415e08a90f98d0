/**
 * `api.fal.ai/v1/models/pricing`: invented prices, in the form of fal's own (OpenAPI of its platform API, read 2026-08).
 * The additional field `emulated` says so. What fal does not document is assumed for the strict side: one unknown endpoint
 * makes the whole answer a 404.
 */
import { Hono } from "hono";
import type { Endpoint } from "../../endpoints/catalog.ts";
import { add, decimalOf, multiply, numberOf, zero } from "../../lib/decimal.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { inventedNote, inventPrice } from "../billing/invented-prices.ts";
import { readBody } from "./read-body.ts";
import { jsonResponse } from "./refusal.ts";

/** How many endpoints a question may name. */
const MAX_ASKED = 50;

/** Paths relative to the host. */
export function pricingRoutes(findEndpoint: (id: string) => Endpoint | undefined): Hono {
  const routes = new Hono();
  const path = "/v1/models/pricing";

  routes.use(`${path}/*`, async (context, next) => {
    if (/^Key\s+\S/i.test(context.req.header("authorization") ?? "")) return next();
    return platformError(401, "authorization_error", "Authentication is required: Authorization: Key …");
  });

  routes.get(path, (context) => {
    const { searchParams } = new URL(context.req.url);
    const ids = searchParams.getAll("endpoint_id").flatMap((text) => text.split(","));
    if (ids.length === 0 || ids.length > MAX_ASKED)
      return platformError(400, "validation_error", `endpoint_id: 1 to ${MAX_ASKED} are needed`);
    const prices: JsonObject[] = [];
    for (const id of ids) {
      const endpoint = findEndpoint(id);
      if (endpoint === undefined) return notFound(id);
      const { unit, unitPrice } = inventPrice(endpoint);
      prices.push({ endpoint_id: id, unit_price: numberOf(unitPrice), unit, currency: "USD" });
    }
    return jsonResponse(200, { emulated: inventedNote, prices, next_cursor: null, has_more: false });
  });

  routes.post(`${path}/estimate`, async (context) => {
    const body = (await readBody(context.req)) ?? null;
    const type = isJsonObject(body) ? body["estimate_type"] : undefined;
    const endpoints = isJsonObject(body) ? body["endpoints"] : undefined;
    // Nobody has called anything before: by a past call, a single unit is meant.
    const quantity =
      type === "unit_price" ? "unit_quantity" : type === "historical_api_price" ? "call_quantity" : undefined;
    if (quantity === undefined || !isJsonObject(endpoints))
      return platformError(400, "validation_error", "estimate_type and endpoints are needed");
    let total = zero;
    for (const [id, asked] of Object.entries(endpoints)) {
      const endpoint = findEndpoint(id);
      if (endpoint === undefined) return notFound(id);
      const number = numberIn(asked, quantity);
      if (number === undefined)
        return platformError(400, "validation_error", `${id}: ${quantity} is not a number of at least 0`);
      total = add(total, multiply(decimalOf(number), inventPrice(endpoint).unitPrice));
    }
    return jsonResponse(200, {
      emulated: inventedNote,
      estimate_type: type ?? null,
      total_cost: numberOf(total),
      currency: "USD",
    });
  });

  return routes;
}

function numberIn(asked: Json | undefined, name: string): number | undefined {
  const number = isJsonObject(asked) ? asked[name] : undefined;
  return typeof number === "number" && number >= 0 && Number.isFinite(number) ? number : undefined;
}

function notFound(id: string): Response {
  return platformError(404, "not_found", `There is no endpoint ${id}`);
}

function platformError(status: number, type: string, message: string): Response {
  return jsonResponse(status, { error: { type, message } });
}
