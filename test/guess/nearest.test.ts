/** Suggestions for wrong names, in addition to what `guess/all-endpoints.test.ts` derives from every endpoint's own names. */
import { describe, expect, test } from "vitest";
import { nearestEndpoint } from "../../src/guess/nearest-endpoint.ts";
import { nearestName, singularOf } from "../../src/guess/nearest-name.ts";
import { nearestPath } from "../../src/guess/nearest-path.ts";
import { printPath } from "../../src/graph/print-path.ts";
import { nearestValue } from "../../src/guess/nearest-value.ts";
import type { Schema } from "../../src/schema/schema.ts";

describe("a name", () => {
  const cases: readonly (readonly [wrong: string, names: string, right: string | undefined])[] = [
    ["promt", "prompt negative_prompt", "prompt"],
    ["image", "image_url image_size", "image_url"],
    ["image_url", "end_image_url start_image_url", "end_image_url"],
    ["tail_image_url", "start_image_url end_image_url", "end_image_url"],
    ["aspect_ratio", "image_url image_size", "image_size"],
    ["steps", "seed num_inference_steps", "num_inference_steps"],
    ["voice_id", "audio custom_voice_id", "custom_voice_id"],
    ["cfg", "guidance_scale seed", "guidance_scale"],
    ["sede", "seed", "seed"],
    ["numImages", "num_images", "num_images"],
    ["prompt", "negative_prompt", undefined],
    ["start_image_url", "end_image_url", undefined],
    ["video_url", "image_url", undefined],
    ["speed", "stability text voice", undefined],
    ["名前", "プロンプト", undefined],
    ["x".repeat(10_000), "prompt", undefined],
    ["", "prompt", undefined],
  ];

  test.each(cases)("%s of %s: %s", (wrong, names, right) => {
    const candidates = names.split(" ").map((name) => ({ name, fit: "good" as const }));
    expect(nearestName(wrong, candidates)).toBe(right);
  });

  test("the value decides between equally close names", () => {
    const candidates = [
      { name: "end_image_url", fit: "good" as const },
      { name: "start_image_url", fit: "good" as const, isLikelier: true },
    ];
    expect(nearestName("image_url", candidates)).toBe("start_image_url");
    expect(nearestName("image", [{ name: "num_images", fit: "never" }])).toBeUndefined();
    expect(nearestName("num_image", [{ name: "num_images", fit: "never" }])).toBe("num_images");
  });

  test.each([
    ["images", "image"],
    ["boxes", "box"],
    ["categories", "category"],
    ["status", "status"],
    ["glass", "glass"],
    ["is", "i"],
  ])("%s is %s in the singular", (word, singular) => expect(singularOf(word)).toBe(singular));
});

describe("a path", () => {
  const file: Schema = {
    type: "object",
    properties: { url: { type: "string" }, width: { type: "number" } },
    required: ["url"],
  };
  const answer: Schema = {
    type: "object",
    properties: { images: { type: "array", items: file }, video: file, mask: file, seed: { type: "number" } },
    required: ["images", "video", "seed"],
  };
  const one: Schema = { type: "object", properties: { image: file }, required: ["image"] };
  const cases: readonly (readonly [
    string,
    Schema,
    string | number,
    readonly (string | number)[],
    string | undefined,
  ])[] = [
    ["a list for one", answer, "image", ["url"], "images[0]"],
    ["a list for one that is not gone on with", answer, "image", [], "images[0]"],
    ["a list that is misspelt", answer, "imges", [0, "url"], "images"],
    ["a file for its address", one, "image_url", [], "image.url"],
    ["an item's address", answer, "image_urls", [], "images"],
    ["one for a list", one, "images", [0, "url"], "image"],
    ["an index into one", file, 0, ["url"], ""],
    ["a field of a list's item", { type: "array", items: file }, "url", [], "[0].url"],
    ["a name further in, in one place", one, "url", [], "image.url"],
    ["a name further in, in two places", answer, "url", [], undefined],
    ["the only one to be read so", one, "result", ["url"], "image"],
    ["one of several to be read so", answer, "result", ["url"], undefined],
    ["other words", answer, "movie", ["url"], "video"],
    ["nothing near", answer, "zzz", [], undefined],
    ["a negative index", { type: "array", items: file }, "-1", [], undefined],
    ["what nothing is known of", {}, "x", ["url"], undefined],
  ];

  test.each(cases)("%s", (_, schema, key, rest, right) => {
    const found = nearestPath(schema, key, rest);
    expect(found && printPath(found.path)).toBe(right);
  });

  test("a superfluous index is replaced with the name", () => {
    expect(nearestPath(one, "images", [0, "url"])).toMatchObject({ path: ["image"], instead: 1 });
  });

  test("only the nearest levels of a deep schema are searched", () => {
    let deep: Schema = file;
    for (let depth = 0; depth < 10_000; depth++) deep = { type: "object", properties: { a: deep, b: deep } };
    expect(nearestPath(deep, "zzz", ["url"])).toBeUndefined();
  });
});

describe("a value", () => {
  const sizes = ["square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9"];
  test.each([
    ["16:9", sizes, "landscape_16_9"],
    ["9:16", sizes, "portrait_16_9"],
    ["1:1", sizes, "square"],
    ["squar", sizes, "square"],
    ["landscape_16_9", ["1:1", "9:16", "16:9"], "16:9"],
    ["portrait_4_3", ["4:3", "3:4"], "3:4"],
    [5, ["5", "10"], "5"],
    [5, ["4s", "5s"], "5s"],
    ["5s", ["5", "10"], "5"],
    ["jpg", ["png", "jpeg"], "jpeg"],
    ["calm", ["none", "regular"], undefined],
    [7, [1, 2], undefined],
  ])("%s of %s: %s", (given, allowed, right) => {
    expect(nearestValue(given, allowed)).toBe(right);
  });
});

describe("an endpoint", () => {
  const ids = ["fal-ai/flux/dev", "fal-ai/flux/schnell", "fal-ai/kling-video/o1/image-to-video"];
  test.each([
    ["fal-ai/flux/dve", "fal-ai/flux/dev"],
    ["flux/dev", "fal-ai/flux/dev"],
    ["fal-ai/kling/o1-video/image-to-video", "fal-ai/kling-video/o1/image-to-video"],
    ["our-team/copy-writer", undefined],
    ["x/".repeat(1000), undefined],
  ])("%s: %s", (wrong, right) => {
    expect(nearestEndpoint(wrong, ids)).toBe(right);
  });
});
