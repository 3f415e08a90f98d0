/** What the plan says that a call costs, and what the emulator bills for it: computed in two ways, from input and answer. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { decimalOf, multiply, numberOf, parseDecimal, printDecimal } from "../../src/lib/decimal.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import { estimateCost } from "../../src/pricing/estimate-cost.ts";
import { readPricePage } from "../../src/pricing/fal-prices.ts";
import type { Price } from "../../src/pricing/price.ts";
import { printDerivation } from "../../src/pricing/print-cost.ts";
import { plannedInput } from "./planned-input.ts";

const catalog = openCatalog();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ catalog });
});
afterAll(() => emulator.close());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: "Key any", "content-type": "application/json" };
  return emulator.fetch(`${emulator.url}/${path}`, { headers, ...init });
}

function post(path: string, body: Json): Promise<Response> {
  return ask(path, { method: "POST", body: JSON.stringify(body) });
}

async function priceOf(id: string): Promise<Price> {
  const response = await ask(`api.fal.ai/v1/models/pricing?endpoint_id=${id}`);
  const page = readPricePage((await response.json()) as Json);
  const terms = "problem" in page ? page : page.rows[0]?.terms;
  if (terms === undefined || "problem" in terms) throw new Error(`no price for ${id}`);
  return { ...terms, read: "2026-11-30", source: "the emulator" };
}

const prompt = "a red chair";
const picture = `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==`;

describe("the plan and the bill agree", () => {
  test.each<[string, JsonObject]>([
    ["fal-ai/flux/dev", { prompt }],
    ["fal-ai/flux/dev", { prompt, num_images: 3, image_size: "square" }],
    ["fal-ai/flux/dev", { prompt, image_size: { width: 640, height: 352 } }],
    ["fal-ai/flux/dev", { prompt, sync_mode: true }],
    ["fal-ai/flux/schnell", { prompt, num_images: 2, output_format: "jpeg" }],
    ["fal-ai/flux/krea", { prompt, image_size: "portrait_16_9" }],
    ["fal-ai/fast-sdxl", { prompt, num_images: 2 }],
    ["fal-ai/qwen-image-max/text-to-image", { prompt, num_images: 2 }],
    ["fal-ai/z-image/turbo", { prompt }],
    ["fal-ai/stable-diffusion-v15", { prompt, num_images: 2, image_size: "square" }],
    ["fal-ai/bitdance", { prompt }],
    ["fal-ai/flux-2/klein/4b/base", { prompt }],
    ["fal-ai/aura-flow", { prompt, num_images: 2 }],
    ["fal-ai/flux-pro/kontext", { prompt, image_url: picture, num_images: 2 }],
    ["fal-ai/bria/background/remove", { image_url: picture }],
    ["fal-ai/docres", { image_url: picture, task: "deblurring" }],
    ["fal-ai/bria/eraser", { image_url: picture, mask_url: picture }],
    ["fal-ai/kling-video/v1.6/pro/text-to-video", { prompt, duration: "10" }],
    ["fal-ai/kling-video/v2/master/image-to-video", { prompt, image_url: picture }],
    ["fal-ai/pika/v2.2/image-to-video", { prompt, image_url: picture }],
    ["fal-ai/pixverse/v4.5/image-to-video", { prompt, image_url: picture, duration: "8" }],
    ["fal-ai/minimax/hailuo-2.3/pro/text-to-video", { prompt }],
    ["fal-ai/wan-pro/text-to-video", { prompt }],
    ["fal-ai/cogvideox-5b", { prompt }],
    ["fal-ai/chatterbox/text-to-speech", { text: "Hello, and welcome. ".repeat(100) }],
    ["fal-ai/elevenlabs/tts/multilingual-v2", { text: "Hello" }],
    ["xai/tts/v1", { text: "Grüße 🦊" }],
  ])("%s %j", async (id, input) => {
    const price = await priceOf(id);
    const plan = estimateCost({ endpoint: catalog.find(id), input: plannedInput(input), price });
    const response = await post(`fal.run/${id}`, input);
    expect({ id, status: response.status }).toEqual({ id, status: 200 });
    const units = response.headers.get("x-fal-billable-units");
    if (plan.kind === "unknown") throw new Error(`${plan.reason}: ${plan.message}`);
    expect(units).toBe(printDecimal(plan.units));
    const bill = multiply(parseDecimal(units ?? "") ?? decimalOf(NaN), price.unitPrice);
    expect(printDecimal(plan.amount)).toBe(printDecimal(bill));
    expect(printDerivation(plan)).toContain("$");

    const estimate = await post("api.fal.ai/v1/models/pricing/estimate", {
      estimate_type: "unit_price",
      endpoints: { [id]: { unit_quantity: numberOf(plan.units) } },
    });
    expect(await estimate.json()).toMatchObject({ total_cost: numberOf(plan.amount), currency: "USD" });
  });

  test("in what neither can know", async () => {
    const id = "fal-ai/flux-lora-fast-training";
    const price = await priceOf(id);
    expect(price.unit).toBe("compute seconds");
    const input = { images_data_url: picture };
    expect(estimateCost({ endpoint: catalog.find(id), input: plannedInput(input), price }).kind).toBe(
      "unknown",
    );
    const response = await post(`fal.run/${id}`, input);
    expect(response.status).toBe(200);
    expect(response.headers.get("x-fal-billable-units")).toBeNull();
  });
});
