/**
 * What calls send against what endpoints accept: every endpoint's own values pass, and each kind of fault is reported
 * at its key.
 */
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../../src/endpoints/lookup.ts";
import type { Schema } from "../../../src/schema/schema.ts";
import { isUrlName } from "../../../src/schema/url-name.ts";
import { findDoubts } from "../../../src/compiler/3-check/doubts.ts";
import { findFaults } from "../../../src/compiler/3-check/find-faults.ts";
import { canServe, type Media, mediaOf, offersBoth } from "../../../src/compiler/3-check/media.ts";
import { ts } from "../../../src/compiler/typescript.ts";
import type { Data, RecordData } from "../../../src/compiler/evaluation.ts";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { compileText } from "../../support/compile-source.ts";
import { growthOfCalls } from "../../support/count-calls.ts";

const source = { path: "", text: "" };
const written = { node: ts.factory.createNull(), span: { source, start: 0, end: 0 } };
const catalog = openCatalog();
const endpoints = catalog.ids().map((id) => catalog.find(id) ?? expect.fail());

describe("for every endpoint in the catalogue", () => {
  test.each([0, 1, 2])("known values made from its own schema have no fault (branch %i)", (branch) => {
    for (const { id, input } of endpoints) {
      const sent = recordOf(input, (schema) => known(valueOf(schema, branch)));
      expect(
        findFaults(input, sent).map(({ kind, place }) => [kind, ...place.path]),
        id,
      ).toEqual([]);
    }
  });

  test("references of the fields' own types have no faults and no doubts", () => {
    for (const { id, input } of endpoints) {
      const sent = recordOf(input, reference);
      expect([...findFaults(input, sent), ...findDoubts(input, sent)], id).toEqual([]);
    }
  });

  test("unknown fields and missing required ones are found", () => {
    for (const { id, input } of endpoints) {
      const sent: RecordData = {
        kind: "record",
        fields: new Map([["no such field", known(1)]]),
        keys: new Map(),
        ...written,
      };
      const faults = findFaults(input, sent);
      expect(faults[0]?.kind, id).toBe("unknown");
      const missed = faults.flatMap((fault) => (fault.kind === "missing" ? [...fault.fields.keys()] : []));
      expect(missed.sort(), id).toEqual([...(input.required ?? [])].sort());
    }
  });
});

/** Written by fal's people for fal's readers, and not the source of the words in `media.ts`. */
const saysKind =
  /\b(?:URL|link) (?:of|to|for) (?:the |an? |your )?(?:input |source |reference |start |end )?(image|video|audio)\b/i;

test("a file field accepts the kind that its description names", () => {
  const contradictions: string[] = [];
  let agreeing = 0;
  for (const { id, input } of endpoints) {
    for (const [field, { description = "" }] of Object.entries(input.properties ?? {})) {
      const said = saysKind.exec(description)?.[1]?.toLowerCase();
      const named = isUrlName(field) ? mediaOf([field]) : undefined;
      if (said === undefined || named === undefined) continue;
      if (said === named || offersBoth(description, said as Media, named)) agreeing += 1;
      else contradictions.push(`${id} ${field}: ${description}`);
    }
  }
  // The one contradiction is fal's: the endpoint makes stickers from a photo.
  expect(contradictions).toEqual(["fal-ai/face-to-sticker image_url: URL of the video."]);
  expect(agreeing).toBeGreaterThan(300);
});

describe("chains of endpoints, each passing a file to a field of its kind", () => {
  const files = endpoints.flatMap(({ id, output }) =>
    Object.entries(output.properties ?? {}).flatMap(([key, schema]) => {
      const [file, path] = schema.items === undefined ? [schema, [key]] : [schema.items, [key, 0]];
      const url = file.properties?.url;
      return url === undefined ? [] : [{ id, path: [...path, "url"], schema: url, media: mediaOf([key]) }];
    }),
  );
  const fields = endpoints.flatMap(({ id, input }) =>
    Object.entries(input.properties ?? {})
      .filter(([field, { type }]) => isUrlName(field) && type === "string")
      .map(([field, schema]) => ({
        id,
        field,
        input: { ...input, properties: { [field]: schema }, required: [] },
      })),
  );

  test.each(["image", "video", "audio"] as const)("%s", (media) => {
    const given = files.filter((file) => file.media === media);
    const wanted = fields.filter(({ field }) => canServe(media, mediaOf([field]) ?? media));
    expect(Math.min(given.length, wanted.length)).toBeGreaterThan(40);
    // Every file and every field once: in pairs, because neither depends on the other's endpoint.
    for (let index = 0; index < Math.max(given.length, wanted.length); index++) {
      const file = given[index % given.length] ?? expect.fail();
      const { id, field, input } = wanted[index % wanted.length] ?? expect.fail();
      const value = { kind: "reference", root: "input", mayBeMissing: false, ...file } as const;
      const sent: RecordData = {
        kind: "record",
        fields: new Map([[field, { kind: "reference", reference: value, ...written }]]),
        keys: new Map(),
        ...written,
      };
      expect(
        [...findFaults(input, sent), ...findDoubts(input, sent)],
        `${file.id} to ${id} ${field}`,
      ).toEqual([]);
    }
  });

  test("an archive of pictures is accepted anywhere", () => {
    expect(mediaOf(["frames_zip", "url"])).toBeUndefined();
  });
});

describe("a fault is reported at its own key or value", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["a misspelt field", `flux({ promt: subject })`, ["field-unknown promt"]],
    ["with a name that TypeScript's shorthand gives", `flux({ prompt: "x", size })`, ["field-unknown size"]],
    ["a quoted field", `flux({ prompt: "x", "num-images": 2 })`, [`field-unknown "num-images"`]],
    ["through a cast", `flux({ prompt: "x", numimages: 2 } as any)`, ["field-unknown numimages"]],
    ["through a cast to never", `flux({ prompt: "x", numimages: 2 } as never)`, ["field-unknown numimages"]],
    ["in a nested object", `flux({ prompt: "x", image_size: { width: 1, heigth: 2 } })`, ["field-unknown heigth"]],
    ["in a list", `compose({ tracks: [{ id: "a", type: "video", keyframes: [], clips: [] }] })`, ["field-unknown clips"]],
    ["in an object defined elsewhere", `flux(settings)`, ["field-unknown settings", "field-value settings"]],
    ["in a spread", `flux({ ...settings, prompt: "y" })`, [
      "field-unknown ...settings",
      "field-value ...settings",
    ]],
    ["in the whole input", `flux(input)`, ["field-unknown input"]],
    ["a missing field", `upscale({ prompt: "x" })`, [`field-missing { prompt: "x" }`]],
    ["a missing field of a nested object", `compose({ tracks: [{ id: "a", type: "video" }] })`, [`field-missing { id: "a", type: "video" }`]],
    ["an undefined field", `flux({ prompt: undefined })`, ["field-missing { prompt: undefined }"]],
    ["a value not among those allowed", `flux({ prompt: "x", output_format: "webp" })`, [`field-value "webp"`]],
    ["a value that fits no branch of a union", `flux({ prompt: "x", image_size: "squar" })`, [`field-value "squar"`]],
    ["a number for a text", `flux({ prompt: 5 })`, ["field-type 5"]],
    ["null for a required text", `flux({ prompt: null })`, ["field-type null"]],
    ["an object in a list of texts", `merge({ video_urls: [{ url: "x" }] })`, [`field-type { url: "x" }`]],
    ["a reference to a number for a text", `flux({ prompt: size as any })`, ["field-reference size"]],
    ["a file for a URL", `upscale({ image_url: photo.images[0]! })`, ["field-reference photo.images[0]"]],
    ["an item for a list", `merge({ video_urls: subject })`, ["field-reference subject"]],
    ["a text for a number", `flux({ prompt: "x", num_images: \`\${subject}!\` })`, ["field-uncertain `${subject}!`"]],
    ["a choice of which some values fit", `flux({ prompt: "x", output_format: format })`, ["field-uncertain format"]],
    ["seconds", `compose({ tracks: [{ id: "a", type: "video", keyframes: [{ timestamp: 0, duration: 5, url: subject }] }] })`, ["field-unit 5"]],
    ["another kind of file", `upscale({ image_url: "https://example.com/a.mp4" })`, [`field-media "https://example.com/a.mp4"`]],
  ]; // prettier-ignore

  test.each(cases)("%s: %s", (_, call, expected) => {
    expect(faultsOf(call).map((each) => `${each.code} ${textAt(each)}`)).toEqual(expected);
  });
});

describe("nothing is reported", () => {
  const quiet: readonly (readonly [string, string])[] = [
    ["a number written as text, which fal converts", `flux({ prompt: "x", num_images: "2" })`],
    ["an undefined optional field", `flux({ prompt: "x", seed: undefined })`],
    ["either branch of a union", `flux({ prompt: "x", image_size: { width: 512 } })`],
    ["a run-time text for a choice", `flux({ prompt: "x", output_format: subject })`],
    ["a video for a sound", `whisper({ audio_url: film.video.url })`],
    [
      "zero milliseconds, and many",
      `compose({ tracks: [{ id: "a", type: "video", keyframes: [{ timestamp: 0, duration: 5000, url: subject }] }] })`,
    ],
    ["an undescribed endpoint", `unknown({ anything: [1, { a: null }] })`],
    ["what its declared type leaves open", `open({ anything: 1 })`],
  ];

  test.each(quiet)("for %s: %s", (_, call) => {
    expect(faultsOf(call)).toEqual([]);
  });
});

describe("the workflow's input against an endpoint's limits", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["z.number().default(99)", "z.number().max(50)", ["field-range"]],
    [`z.string().default("huge")`, `z.enum(["big", "small"])`, ["field-value"]],
    [`z.string().default("x")`, "z.number()", ["field-reference"]],
    ["z.number().default(5)", "z.number().max(50)", []],
    ["z.number().int().max(10)", "z.number().int().min(1).max(4)", ["field-uncertain"]],
    ["z.number().int().min(0)", "z.number().int().min(1)", ["field-uncertain"]],
    ["z.number().int().positive()", "z.number().int().min(1)", []],
    ["z.number().min(0).max(1)", "z.number().gt(0).max(1)", ["field-uncertain"]],
    ["z.number().min(5).max(9)", "z.number().max(4)", ["field-reference"]],
    ["z.number()", "z.number().max(4)", []],
    ["z.string()", "z.string().max(4)", []],
    ["z.string().max(9)", "z.string().max(4)", ["field-uncertain"]],
    ["z.array(z.string()).max(9)", "z.array(z.string()).max(4)", ["field-uncertain"]],
    ["z.number().nullable().default(null)", "z.number().optional()", []],
  ];

  test.each(cases)("%s into %s", (given, taken, expected) => {
    const { diagnostics } = compileText(`
import { model } from "falc";
import { z } from "zod";
const own = model("me/own", { input: z.object({ it: ${taken} }), output: z.object({ text: z.string() }) });
export const input = z.object({ it: ${given} });
export default async function workflow({ it }: z.infer<typeof input>) {
  return { made: (await own({ it })).text };
}`);
    expect(diagnostics.map(({ code }) => code)).toEqual(expected);
  });

  test("doubtful values are described in the endpoint's words", () => {
    const { diagnostics } = compileText(`
import { model } from "falc";
import { z } from "zod";
const own = model("me/own", { input: z.object({ n: z.number().int().min(1).max(4) }), output: z.object({ text: z.string() }) });
export const input = z.object({ n: z.number().int().max(10) });
export default async function workflow({ n }: z.infer<typeof input>) {
  return { made: (await own({ n })).text };
}`);
    expect(diagnostics[0]?.message).toBe(
      "`n` of `me/own` must be an integer (1 to 4), but this may be 5 to 10.",
    );
    expect(diagnostics[0]?.advice).toBe("Give the workflow's input the limits of the endpoint: 1 to 4.");
  });
});

test.each([
  ["flux({ prompt: 'x', num_images: 2 })", "two.images[1].url", 0],
  ["flux({ prompt: 'x', num_images: 2 })", "two.images[2].url", 1],
  ["flux({ prompt: 'x' })", "two.images[1].url", 1],
  ["flux({ prompt: 'x', num_images: n })", "two.images[3].url", 0],
  ["flux({ prompt: 'x', ...settings })", "two.images[3].url", 0],
  ["flux({ prompt: 'x', num_images: 2 })", "two.seed", 0],
  ["seedream({ prompt: 'x' })", "two.images[3].url", 0],
])("%s, with %s read: %i warnings", (call, read, count) => {
  const { diagnostics } = compileText(`
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const seedream = model("fal-ai/bytedance/seedream/v4/text-to-image");
interface Input { n: number; settings: { num_images: number } }
export default async function workflow({ n, settings }: Input) {
  const two = await ${call};
  return { it: ${read}, n, settings };
}`);
  expect(diagnostics.filter(({ code }) => code === "path-beyond-count")).toHaveLength(count);
  expect(diagnostics).toHaveLength(count);
});

test.each([
  ["model<{ prompt: string; aspect_ratio: string }, { images: { url: string }[] }>", ["`aspect_ratio`"]],
  ["model<{ prompt: string }, { image: { url: string } }>", ["`image`"]],
  [
    "model<{ prompt: string; seed?: number }, { images: { url: string; size: number }[] }>",
    ["`images[0].size`"],
  ],
  ["model<{ prompt: 'a' | 'b' }, { images: { url: string }[]; seed: number }>", []],
  ["model<Record<string, unknown>, { images: { url: string }[] }>", []],
])("%s of an endpoint in the catalogue", (declared, names) => {
  const { diagnostics } = compileText(`
import { model } from "falc";
const flux = ${declared}("fal-ai/flux/dev");
export default async function workflow() {
  return { made: await flux({ prompt: "a", aspect_ratio: "16:9" } as never) };
}`);
  const found = diagnostics.filter(({ code }) => code === "declaration-differs");
  expect(found).toHaveLength(names.length);
  for (const name of names) expect(found[0]?.message).toContain(name);
});

test("null is a warning if types cannot express null, and an error for a declaration", () => {
  const { diagnostics } = compileText(`
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const own = model<{ n?: number; m?: number | null; deep: { a?: string } }, { text: string }>("me/own");
export default async function workflow() {
  const photo = await flux({ prompt: "x", seed: null } as never);
  const made = await own({ n: null, m: null, deep: { a: null } } as never);
  return { photo: photo.images[0].url, made: made.text };
}`);
  expect(diagnostics.map(({ code, message }) => `${code} ${message.split(" ")[0]}`)).toEqual([
    "field-null `seed`",
    "field-type `n`",
    "field-type `deep.a`",
  ]);
});

test("besides other errors, names of fields with refused values and duplicate ids are reported", () => {
  const { diagnostics } = compileText(`
import { model } from "falc";
const tts = model("fal-ai/minimax/speech-02-hd");
export default async function workflow({ voice }: { voice: [string, () => string] }) {
  const one = await tts({ text: "hi", voice_setting: { voise_id: voice[0] } }, { id: "same" });
  const two = await tts({ text: voice[0], voise: voice[0] }, { id: "same" });
  return { one: one.audio.url, two: two.audio.url };
}`);
  expect(diagnostics.map((each) => `${each.code} ${textAt(each).slice(0, 8)}`)).toEqual([
    "input-type-unsupported () => st",
    "field-unknown voise_id",
    "id-duplicate tts({ te",
    "field-unknown voise",
  ]);
});

test.each([
  ["({ prompt, seed }: Input)", "", ["input-field-unused"]],
  ["({ prompt, seed: _ }: Input)", "", ["input-field-unused"]],
  ["(input: Input)", "const { prompt, seed } = input;", ["input-field-unused"]],
  ["({ prompt, seed }: Input)", "const again = { seed };", ["input-optional"]],
])("a destructured optional field: %s %s", (parameter, statement, expected) => {
  const { diagnostics } = compileText(`
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
interface Input { prompt: string; seed?: number }
export default async function workflow${parameter} {
  ${statement}
  const photo = await flux({ prompt });
  return { photo: photo.images[0].url };
}`);
  expect(diagnostics.map(({ code }) => code)).toEqual(expected);
});

describe("a declared endpoint is checked against its declaration", () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ["a limit of a number", "z.object({ steps: z.number().max(8) })", "{ steps: 9 }", ["field-range 9"]],
    ["a step of a number", "z.object({ width: z.number().multipleOf(64) })", "{ width: 100 }", ["field-range 100"]],
    ["a pattern", "z.object({ voice: z.string().regex(/^v_/) })", `{ voice: "x" }`, [`field-range "x"`]],
    ["the length of a text", "z.object({ title: z.string().max(3) })", `{ title: "four" }`, [`field-range "four"`]],
    ["the items of a list", "z.object({ tags: z.array(z.string()).max(1) })", `{ tags: ["a", "b"] }`, [`field-range ["a", "b"]`]],
    ["a choice", `z.object({ mood: z.enum(["calm", "wild"]) })`, `{ mood: "clam" }`, [`field-value "clam"`]],
    ["a constant", `z.object({ mode: z.literal("fast") })`, `{ mode: "slow" }`, [`field-value "slow"`]],
    ["a type", "z.object({ steps: z.number() })", `{ steps: [1] }`, ["field-type [1]"]],
    ["a reference", "z.object({ steps: z.array(z.number()) })", `{ steps: input.prompt as never }`, ["field-reference input.prompt"]],
    ["a field", "z.strictObject({ steps: z.number() })", `{ steps: 1, step: 2 }`, ["field-unknown step"]],
    ["a missing field", "z.object({ steps: z.number() })", `{}`, ["field-missing {}"]],
    ["nothing wrong", "z.object({ steps: z.number().max(8) })", `{ steps: 8 }`, []],
  ]; // prettier-ignore

  test.each(cases)("%s", (_, schema, sent, expected) => {
    const { diagnostics } = compileText(`
import { model } from "falc";
import { z } from "zod";
const own = model("me/own", { input: ${schema}, output: z.object({ text: z.string() }) });
export default async function workflow(input: { prompt: string }) {
  const made = await own(${sent});
  return { made: made.text, prompt: input.prompt };
}`);
    expect(diagnostics.map((each) => `${each.code} ${textAt(each)}`)).toEqual(expected);
  });

  test("a type declared in the code wins over the catalogue", () => {
    const { diagnostics } = compileText(`
import { model } from "falc";
const flux = model<{ prompt: string; mood?: "calm" | "wild" }, { picture: { url: string }; note?: string }>("fal-ai/flux/dev");
export default async function workflow({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, mood: "clam" as never, num_images: 2 } as never);
  return { url: photo.images[0].url, picture: photo.picture.url, note: photo.note };
}`);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "declaration-differs", "field-value", "field-unknown", "path-missing", "result-optional",
    ]); // prettier-ignore
  });
});

test("a rewrite inserts the right field, value or part into the author's line", () => {
  expect(rewrite(`flux({ promt: subject })`)).toContain("flux({ prompt: subject })");
  expect(rewrite(`flux({ prompt: "x", output_format: "jpg" })`)).toContain(`output_format: "jpeg" })`);
  expect(rewrite(`upscale({ image_url: photo as any })`)).toContain("image_url: photo.images[0].url as any");
  expect(rewrite(`merge({ video_urls: subject })`)).toContain("video_urls: [subject]");
  expect(rewrite(`flux({ seed: 1 })`)).toContain("flux({ seed: 1, prompt: input.prompt })");
});

test("a loop's body is reported once, each field of a helper separately", () => {
  expect(faultsOf(`Promise.all([1, 2, 3].map((steps) => flux({ prompt: "x", steps })))`)).toHaveLength(1);
  const [found, ...more] = faultsOf(
    `Promise.all([{ one: 1 }, { two: 2 }].map((more) => flux({ prompt: "x", ...more })))`,
  );
  expect(more).toEqual([]);
  expect(found?.message).toMatch(/not accept `one`.*not accept `two`.*It accepts/);
});

test("ten thousand faults at one place are reported briefly, and not in quadratic time", async () => {
  const faults = (size: number) =>
    faultsOf(`merge({ video_urls: Array.from({ length: ${size} }, (_, index) => ({ index })) })`);
  const [found] = faults(10_000);
  expect(found?.message).toContain("And 9995 more.");
  expect(await growthOfCalls(1_000, faults)).toBeLessThan(20);
});

function compileCall(call: string): readonly Diagnostic[] {
  return compileText(`
import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const edit = model("fal-ai/flux-pro/kontext");
const upscale = model("fal-ai/clarity-upscaler");
const animate = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-video");
const merge = model("fal-ai/ffmpeg-api/merge-videos");
const compose = model("fal-ai/ffmpeg-api/compose");
const whisper = model("fal-ai/whisper");
const unknown = model("somebody/unknown");
const open = model<Record<string, unknown>, { text: string }>("me/open");

interface Input { prompt: string; subject: string; size: number; format: "png" | "gif" }

export default async function workflow(input: Input) {
  const { subject, size, format } = input;
  const settings = { prompt: "x", mood: "calm", output_format: "gif" };
  const photo = await flux({ prompt: input.prompt });
  const film = await animate({ prompt: "x", image_url: photo.images[0].url });
  const made = await ${call};
  return { made, film, subject, size, format };
}`).diagnostics;
}

function faultsOf(call: string): readonly Diagnostic[] {
  return compileCall(call).filter(({ code }) => code.startsWith("field-"));
}

function rewrite(call: string): string {
  return faultsOf(call)
    .map((each) => each.rewrite)
    .join("\n");
}

function textAt({ span: { source, start, end } }: Diagnostic): string {
  return source.text.slice(start, end);
}

/** All fields of the schema. */
function recordOf({ properties = {} }: Schema, data: (schema: Schema) => Data): RecordData {
  const fields = Object.entries(properties).map(([key, schema]) => [key, data(schema)] as const);
  return { kind: "record", fields: new Map(fields), keys: new Map(), ...written };
}

function reference(schema: Schema): Data {
  const value = {
    kind: "reference",
    root: "input",
    path: ["some_value"],
    schema,
    mayBeMissing: false,
  } as const;
  return { kind: "reference", reference: value, ...written };
}

function known(value: unknown): Data {
  if (Array.isArray(value)) return { kind: "list", items: value.map(known), ...written };
  if (typeof value !== "object" || value === null)
    return { kind: "literal", value: value as string | number, ...written };
  const fields = Object.entries(value).map(([key, field]) => [key, known(field)] as const);
  return { kind: "record", fields: new Map(fields), keys: new Map(), ...written };
}

/** `branch`: which of a union's branches, and of a choice's values, to take. */
function valueOf(schema: Schema, branch: number): unknown {
  const choices = schema.enum ?? schema.anyOf ?? schema.oneOf ?? [];
  const chosen = choices[branch % choices.length];
  if (schema.enum !== undefined) return chosen;
  if (choices.length > 0) return valueOf(chosen as Schema, branch);
  switch (schema.type) {
    case "integer":
    case "number":
      return schema.minimum ?? 1000;
    case "boolean":
      return true;
    case "array":
      return schema.items === undefined ? [] : [valueOf(schema.items, branch)];
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, field]) => [key, valueOf(field, branch)]),
      );
    default:
      return "text";
  }
}
