/** The emulator's pricing API, and what it bills. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inventedNote } from "../../src/emulator/billing/invented-prices.ts";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Json } from "../../src/lib/json.ts";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ catalog: openCatalog() });
});
afterAll(() => emulator.close());

const pricing = "/api.fal.ai/v1/models/pricing";

async function ask(path: string, body?: Json, authorization = "Key any") {
  const method = body === undefined ? "GET" : "POST";
  const response = await fetch(emulator.url + path, {
    method,
    headers: { authorization, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

describe("prices", () => {
  test("are those of the endpoints that are named, and say that they are invented", async () => {
    const { status, body } = await ask(
      `${pricing}?endpoint_id=fal-ai/flux/dev&endpoint_id=fal-ai/bria/background/remove`,
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        emulated: inventedNote,
        prices: [
          {
            endpoint_id: "fal-ai/flux/dev",
            unit_price: expect.any(Number) as number,
            unit: "megapixels",
            currency: "USD",
          },
          {
            endpoint_id: "fal-ai/bria/background/remove",
            unit_price: expect.any(Number) as number,
            unit: "images",
            currency: "USD",
          },
        ],
        next_cursor: null,
        has_more: false,
      },
    });
    const joined = await ask(`${pricing}?endpoint_id=fal-ai/flux/dev,fal-ai/bria/background/remove`);
    expect(joined.body).toEqual(body);
  });

  test("of everything in the catalogue are positive", async () => {
    const ids = openCatalog().ids();
    for (let at = 0; at < ids.length; at += 50) {
      const query = new URLSearchParams(ids.slice(at, at + 50).map((id) => ["endpoint_id", id]));
      const { body } = await ask(`${pricing}?${query}`);
      const { prices } = body as unknown as { prices: { unit_price: number }[] };
      expect(prices).toHaveLength(Math.min(50, ids.length - at));
      expect(prices.filter((price) => !(price.unit_price > 0))).toEqual([]);
    }
  });

  test.each<[string, string, number, string]>([
    ["without a key", "fal-ai/flux/dev", 401, "authorization_error"],
    ["of an unknown endpoint", "fal-ai/flux/dev,me/unknown", 404, "not_found"],
    ["of none", "", 404, "not_found"],
    ["of too many", Array.from({ length: 51 }, () => "fal-ai/flux/dev").join(), 400, "validation_error"],
  ])("%s: %s", async (_, ids, status, type) => {
    const answer = await ask(`${pricing}?endpoint_id=${ids}`, undefined, status === 401 ? "" : "Key any");
    expect(answer).toMatchObject({ status, body: { error: { type } } });
  });
});

describe("an estimate", () => {
  test("adds up exactly", async () => {
    const endpoints = {
      "fal-ai/flux/dev": { unit_quantity: 0.1 },
      "fal-ai/bria/background/remove": { unit_quantity: 3 },
    };
    const prices = await ask(`${pricing}?endpoint_id=${Object.keys(endpoints).join()}`);
    const [flux, bria] = (prices.body as unknown as { prices: { unit_price: number }[] }).prices;
    const { body } = await ask(`${pricing}/estimate`, { estimate_type: "unit_price", endpoints });
    const { total_cost: total } = body as unknown as { total_cost: number };
    expect(total).toBeCloseTo((flux?.unit_price ?? NaN) * 0.1 + (bria?.unit_price ?? NaN) * 3, 10);
    expect(String(total).length).toBeLessThan(12);
  });

  test.each<[string, Json, number]>([
    [
      "of calls",
      { estimate_type: "historical_api_price", endpoints: { "fal-ai/flux/dev": { call_quantity: 2 } } },
      200,
    ],
    [
      "of an unknown endpoint",
      { estimate_type: "unit_price", endpoints: { "me/x": { unit_quantity: 2 } } },
      404,
    ],
    [
      "of a negative number",
      { estimate_type: "unit_price", endpoints: { "fal-ai/flux/dev": { unit_quantity: -2 } } },
      400,
    ],
    ["without a number", { estimate_type: "unit_price", endpoints: { "fal-ai/flux/dev": {} } }, 400],
    ["without a type", { endpoints: {} }, 400],
    ["of nothing", [], 400],
  ])("%s", async (_, body, status) => {
    expect((await ask(`${pricing}/estimate`, body)).status).toBe(status);
  });
});

test("a failed call is billed for nothing", async () => {
  const response = await fetch(`${emulator.url}/fal.run/fal-ai/flux/dev`, { method: "POST", body: "{}" });
  expect(response.status).toBe(422);
  expect(response.headers.get("x-fal-billable-units")).toBe("0");
});
