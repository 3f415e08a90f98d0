import { describe, expect, test } from "vitest";
import type { Endpoint } from "../../src/endpoints/catalog.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { decimalOf, printDecimal } from "../../src/lib/decimal.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import { estimateCost } from "../../src/pricing/estimate-cost.ts";
import { printDerivation, printUsd } from "../../src/pricing/print-cost.ts";
import type { Price } from "../../src/pricing/price.ts";
import { totalCost } from "../../src/pricing/total-cost.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { plannedInput } from "./planned-input.ts";

const catalog = openCatalog();

function priceOf(unit: string, unitPrice = 0.025, currency = "USD"): Price {
  return { unitPrice: decimalOf(unitPrice), unit, currency, read: "2026-11-30", source: "a test" };
}

const text: Schema = { type: "string" };
const number: Schema = { type: "number" };
const media: Schema = { type: "object", properties: { url: text } };
const list: Schema = { type: "array", items: media };

function endpointOf(input: Record<string, Schema>, output: Record<string, Schema>): Endpoint {
  return { id: "me/app", input: { type: "object", properties: input }, output: { properties: output } };
}

/** What is printed of an estimate: the derivation and the amount, or the reason. */
function estimate(
  endpoint: Endpoint | string | undefined,
  unit: string,
  input: JsonObject,
  unitPrice = 0.025,
) {
  const known = typeof endpoint === "string" ? catalog.find(endpoint) : endpoint;
  const cost = estimateCost({ endpoint: known, input: plannedInput(input), price: priceOf(unit, unitPrice) });
  return cost.kind === "known"
    ? `${printDerivation(cost)} = ${printUsd(cost.amount)}${cost.doubts.length > 0 ? " ?" : ""}`
    : `${cost.reason}: ${cost.message}`;
}

const flux = "fal-ai/flux/dev";
const veo = endpointOf({ prompt: text, duration: { ...text, default: "8s" } }, { video: media });
const speech = endpointOf({ text, voice: text }, { audio: media });

describe("a call whose units its input tells", () => {
  test.each<[Endpoint | string, string, JsonObject, string]>([
    [flux, "images", { prompt: "x" }, "1 image × $0.025 = $0.025"],
    [flux, "image(s)", { prompt: "x", num_images: 3 }, "3 images × $0.025 = $0.075"],
    [flux, "Image", { num_images: "2" }, "2 images × $0.025 = $0.05"],
    [flux, "megapixels", {}, "1 image × 0.786432 megapixels × $0.025 = $0.0196608 ?"],
    [
      flux,
      "megapixels",
      { num_images: 2, image_size: "square_hd" },
      "2 images × 1.048576 megapixels × $0.025 = $0.0524288 ?",
    ],
    [
      flux,
      "megapixels",
      { image_size: { width: 1000, height: 500 } },
      "1 image × 0.5 megapixels × $0.025 = $0.0125 ?",
    ],
    [veo, "seconds", { prompt: "x" }, "8 seconds × $0.025 = $0.20"],
    [veo, "second", { duration: "5" }, "5 seconds × $0.025 = $0.125"],
    [veo, "seconds", { duration: 2.5 }, "2.5 seconds × $0.025 = $0.0625"],
    [veo, "videos", {}, "1 video × $0.025 = $0.025"],
    [veo, "requests", {}, "1 request × $0.025 = $0.025"],
    [speech, "characters", { text: "four" }, "4 characters × $0.025 = $0.10"],
    [
      speech,
      "1000 characters",
      { text: "x".repeat(2500) },
      "2500 characters × $0.025 per 1000 characters = $0.0625 ?",
    ],
    [speech, "1,000 characters", { text: "é" }, "1 character × $0.025 per 1,000 characters = $0.000025 ?"],
  ])("%o, %s, %j", (endpoint, unit, input, expected) => {
    expect(estimate(endpoint, unit, input)).toBe(expected);
  });

  test("says where each number is from", () => {
    const cost = estimateCost({
      endpoint: catalog.find(flux),
      input: plannedInput({ num_images: 2 }),
      price: priceOf("megapixels"),
    });
    expect(cost).toMatchObject({
      kind: "known",
      factors: [
        { of: "images", from: "num_images" },
        { of: "megapixels", from: "the default of image_size, landscape_4_3: 1024x768" },
      ],
    });
    expect(cost.kind === "known" && printDecimal(cost.units)).toBe("1.572864");
  });

  test("counts characters, not their halves", () => {
    expect(estimate(speech, "characters", { text: "🦊" })).toMatch(/^1 character /);
  });

  test("is an estimate where a field may change the price of a unit", () => {
    const endpoint = endpointOf({ duration: text, resolution: text }, { video: media });
    const price = priceOf("seconds");
    expect(estimateCost({ endpoint, input: plannedInput({ duration: "5" }), price })).toMatchObject({
      doubts: ["fal may count more or fewer units for another resolution"],
    });
  });
});

describe("what is not known is never a number", () => {
  test.each<[string, Endpoint | string | undefined, string, JsonObject, string]>([
    [
      "computing",
      flux,
      "compute seconds",
      {},
      'unit-not-derivable: fal bills "compute seconds", which the input does not tell',
    ],
    ["units", flux, "units", {}, "unit-not-derivable: "],
    ["tokens", "openrouter/router", "1000 tokens", {}, "unit-not-derivable: "],
    ["a number that is no power of ten", flux, "12 images", {}, "unit-not-derivable: "],
    ["hostile words", flux, "\u001b[2J", {}, 'unit-not-derivable: fal bills "\\u001b[2J"'],
    ["an inherited name", flux, "constructor", {}, "unit-not-derivable: "],
    ["an endpoint without a schema", undefined, "images", {}, "endpoint-unknown: "],
    [
      "a count from the input",
      flux,
      "images",
      { num_images: "$input.count" },
      "known-at-run-time: num_images is $input.count, known only at run time",
    ],
    [
      "a size from a node",
      flux,
      "megapixels",
      { image_size: "$plan.size" },
      "known-at-run-time: image_size is $plan.size",
    ],
    [
      "a side from a node",
      flux,
      "megapixels",
      { image_size: { width: "$plan.width", height: 5 } },
      "known-at-run-time: image_size.width is $plan.width",
    ],
    ["a duration from a node", veo, "seconds", { duration: "$plan.duration" }, "known-at-run-time: "],
    [
      "a text from a node",
      speech,
      "1000 characters",
      { text: "$llm.output" },
      "known-at-run-time: text is $llm.output",
    ],
    ["null", flux, "images", { num_images: null }, "not-in-input: num_images is null"],
    ["no number", flux, "images", { num_images: "many" }, 'not-in-input: num_images is "many"'],
    ["zero", flux, "images", { num_images: 0 }, "not-in-input: num_images is 0"],
    ["a fraction", flux, "images", { num_images: 1.5 }, "not-in-input: num_images is 1.5"],
    ["auto", veo, "seconds", { duration: "auto" }, 'not-in-input: duration is "auto"'],
    [
      "a size that the model chooses",
      flux,
      "megapixels",
      { image_size: "auto" },
      'not-in-input: image_size is "auto"',
    ],
    [
      "half a size",
      flux,
      "megapixels",
      { image_size: { width: 5 } },
      "not-in-input: image_size.height is null",
    ],
    ["images of a video model", veo, "images", {}, "not-in-input: the result has no image"],
    [
      "seconds of an image model",
      flux,
      "seconds",
      {},
      "not-in-input: the result is neither a video nor a sound, so the seconds may be those of the computer",
    ],
    [
      "a list without a number",
      endpointOf({ prompt: text }, { images: list }),
      "images",
      {},
      "not-in-input: no field of the input says how many images there will be",
    ],
    [
      "a number that the model chooses",
      endpointOf({ num_images: number, max_images: number }, { images: list }),
      "images",
      { num_images: 1 },
      "not-in-input: no field of the input says how many",
    ],
    [
      "two texts",
      endpointOf({ prompt: text, text }, { audio: media }),
      "characters",
      { prompt: "a", text: "b" },
      "not-in-input: both text and prompt",
    ],
    [
      "two durations",
      endpointOf({ duration: text, total_seconds: number }, { video: media }),
      "seconds",
      {},
      "not-in-input: both duration and total_seconds",
    ],
    [
      "a video of unknown length",
      endpointOf({ video_url: text, duration: text }, { video: media }),
      "seconds",
      { video_url: "https://x/y.mp4", duration: "5" },
      "not-in-input: the seconds may be those of video_url",
    ],
    [
      "the size of a picture that is sent",
      endpointOf({ image_url: text, image_size: { default: "square" } }, { image: media }),
      "megapixels",
      { image_url: "$photo.url" },
      "not-in-input: image_size is left to its default, and image_url may decide it",
    ],
  ])("%s", (_, endpoint, unit, input, expected) => {
    expect(estimate(endpoint, unit, input).startsWith(expected) || estimate(endpoint, unit, input)).toBe(
      true,
    );
  });

  test("the size of a picture that is sent under a name with other words", () => {
    const input = { prompt: "x", control_lora_image_url: "https://x/y.png" };
    expect(estimate("fal-ai/flux-control-lora-canny", "megapixels", input)).toBe(
      "not-in-input: image_size is left to its default, and control_lora_image_url may decide it",
    );
  });

  test("without a price, or in another currency", () => {
    const call = { endpoint: catalog.find(flux), input: plannedInput({}) };
    expect(estimateCost({ ...call, price: undefined })).toEqual({
      kind: "unknown",
      reason: "no-price",
      message: "there is no price for it",
    });
    expect(estimateCost({ ...call, price: priceOf("images", 1, "EUR") })).toMatchObject({
      reason: "other-currency",
    });
  });

  test("for any input of any endpoint: no unit throws, and what is known has factors", () => {
    const units = ["images", "megapixels", "seconds", "1000 characters", "videos", "requests", "units"];
    for (const id of catalog.ids()) {
      for (const unit of units) {
        const cost = estimateCost({
          endpoint: catalog.find(id),
          input: plannedInput({}),
          price: priceOf(unit),
        });
        if (cost.kind === "known") expect(cost.factors.length).toBeGreaterThan(0);
        else expect(cost.message).not.toBe("");
      }
    }
  });
});

describe("a total", () => {
  test("is of the known calls, and names the others", () => {
    const endpoint = catalog.find(flux);
    const image = estimateCost({ endpoint, input: plannedInput({}), price: priceOf("images", 0.1) });
    const cut = estimateCost({ endpoint, input: plannedInput({}), price: priceOf("images", 0.2) });
    const clip = estimateCost({ endpoint, input: plannedInput({}), price: priceOf("units") });
    const total = totalCost(new Map(Object.entries({ image, clip, cut })));
    expect(total).toMatchObject({ count: 2, isEstimate: false });
    expect(printUsd(total.known)).toBe("$0.30");
    expect([...total.unknown.keys()]).toEqual(["clip"]);
  });
});
