/** Compares the list of endpoints that create something on the server with the catalogue of the installed client. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readStored } from "../../src/endpoints/read-stored.ts";
import { registrationOf } from "../../src/endpoints/registrations.ts";
import { builtCatalog } from "../../src/assets.ts";
import { storedEncoding } from "../../src/endpoints/stored.ts";

const catalog = readStored(readFileSync(builtCatalog, storedEncoding));

test("a trainer is not listed: nothing can name the weights before they exist", () => {
  const returning = catalog.ids.filter((id) => {
    const { properties = {} } = catalog.find(id)?.output ?? {};
    return "diffusers_lora_file" in properties || "lora_file" in properties;
  });
  expect(returning.length).toBeGreaterThan(30);
  expect(returning.filter((id) => registrationOf(id) !== undefined)).toEqual([]);
});

test("lists what creates a voice, a style, a profile or a character", () => {
  const makers = catalog.ids.filter((id) => registrationOf(id) !== undefined);
  expect(makers).toEqual([
    "fal-ai/kling-video/create-voice",
    "fal-ai/minimax/voice-clone",
    "fal-ai/minimax/voice-design",
    "fal-ai/phota/create-profile",
    "fal-ai/recraft/v3/create-style",
    "fal-ai/sora-2/characters",
  ]);
});

test("each has an endpoint that can use it, in a listed field", () => {
  const made = new Set(catalog.ids.flatMap((id) => registrationOf(id) ?? []));
  for (const { users, fields } of made) {
    const using = catalog.ids.filter(
      (id) =>
        id.startsWith(users) &&
        fields.some((field) => JSON.stringify(catalog.find(id)?.input).includes(`"${field}":`)),
    );
    expect(using, users).not.toEqual([]);
  }
});
