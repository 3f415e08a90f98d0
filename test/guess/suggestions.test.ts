/** falc suggests what was meant: in the applied line or, where that would be a guess, in words. */
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/suggestion.ts";
import { compileText } from "../support/compile-source.ts";

const head = `import { model } from "falc";
const llm = model("openrouter/router");
const flux = model("fal-ai/flux/dev");
const compose = model("fal-ai/ffmpeg-api/compose");
const upscaleVideo = model("clarityai/crystal-video-upscaler");
const upscale = model("fal-ai/clarity-upscaler");
const tryOn = model("fal-ai/kling/v1-5/kolors-virtual-try-on");
const kling = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-video");
const remove = model("fal-ai/bria/background/remove");
export default async function shot({ prompt, clip, photo }: { prompt: string; clip: string; photo: string }) {
  const answer = await llm({ model: "google/gemini-2.5-flash", prompt });
  const picture = await flux({ prompt });
  const film = await compose({ tracks: [{ id: "v", type: "video", keyframes: [{ url: clip, timestamp: 0, duration: 5000 }] }] });
`;

function diagnose(body: string): readonly Diagnostic[] {
  return compileText(`${head}  ${body}\n  return { answer, picture, film, photo };\n}\n`).diagnostics.filter(
    ({ kind }) => kind !== "warning",
  );
}

function applied({ span, fix }: Diagnostic): string {
  return applyEdits(span.source, fix?.edits ?? []);
}

type Row = readonly [body: string, expected: string];

const rewritten: Readonly<Record<string, readonly Row[]>> = {
  "the part that is meant": [
    ["await flux({ prompt: answer });", "flux({ prompt: answer.output })"],
    ["await flux({ prompt: `A ${answer}` });", "`A ${answer.output}`"],
    ["await upscaleVideo({ video_url: film });", "video_url: film.video_url"],
    ["await upscale({ image_url: film });", "image_url: film.thumbnail_url"],
    ["await upscale({ image_url: picture });", "image_url: picture.images[0].url"],
    ["await flux({ prompt, seed: picture });", "seed: picture.seed"],
    ["await flux(answer.output);", "flux({ prompt: answer.output })"],
    ["await kling(answer.output);", "kling({ prompt: answer.output })"],
    ["await kling(picture.images[0].url);", "kling({ image_url: picture.images[0].url })"],
  ],
  "reads after the result": [
    ["return { a: film.video.url };", "{ a: film.video_url }"],
    ["return { a: film.thumbnail.url };", "{ a: film.thumbnail_url }"],
    ["return { a: film.video_url.url };", "{ a: film.video_url }"],
    ["return { a: picture.data.images[0].url };", "{ a: picture.images[0].url }"],
    ["return { a: picture.output.images[0].url };", "{ a: picture.images[0].url }"],
  ],
  "a name that strings have": [
    ["return { a: picture.images[0].link };", "{ a: picture.images[0].url }"],
    ["return { a: picture.anchor.url };", "{ a: picture.images[0].url }"],
  ],
  "the endpoint's own word": [
    ["await tryOn({ human_image_url: photo, garment_url: photo });", "garment_image_url: photo }"],
    ['await flux({ prompt, image_size: "portrait_43" });', 'image_size: "portrait_4_3"'],
    ['await flux({ prompt, image_size: "4:3" });', 'image_size: "landscape_4_3"'],
    ["await kling({ prompt, image_url: photo, duration: 10 as never });", 'duration: "10"'],
    ['await flux({ prompt, output_format: "jpg" });', 'output_format: "jpeg"'],
    ["await flux({ input: { prompt } });", "flux({ prompt })"],
    ["await flux({ input: { prompt }, logs: true });", "flux({ prompt })"],
    ['await model("https://fal.run/fal-ai/flux/dev")({ prompt });', 'model("fal-ai/flux/dev")'],
    ['await flux({ prompt }, { name: "c" });', '{ id: "c" }'],
    ["await flux({ prompt: answer.reasoning ?? answer.output });", "prompt: answer.reasoning! }"],
  ],
  spreads: [
    [
      "await remove({ ...picture.images[0], image_url: picture.images[0].url });",
      "remove({ image_url: picture.images[0].url })",
    ],
    [
      "const own = { steps: 3, guidence_scale: 3 };\n  await flux({ prompt, ...own });",
      "flux({ prompt, num_inference_steps: own.steps, guidance_scale: own.guidence_scale })",
    ],
    [
      "const own = { prompt, guidence_scale: 3, mood: 1 };\n  await flux({ ...own });",
      "flux({ prompt: own.prompt, guidance_scale: own.guidence_scale })",
    ],
  ],
  "a call without an input": [
    ["const a = await flux();", "await flux({ prompt });"],
    ["const a = await flux( );", "await flux( { prompt });"],
  ],
};

const inWords: Readonly<Record<string, readonly Row[]>> = {
  "a choice that may be one of several": [
    ['await flux({ prompt, image_size: "portrait" });', 'the nearest is `"portrait_4_3"`.'],
    ['await kling({ prompt, image_url: photo, duration: "8" });', 'the nearest is `"10"`.'],
    ['await flux({ prompt, output_format: "zzzzzzzz" });', "falc models add fal-ai/flux/dev"],
  ],
  "a field that other endpoints have": [
    [
      "await flux({ prompt, speed: 3 });",
      "If fal has added `speed` since, run `falc models add fal-ai/flux/dev`.",
    ],
  ],
  "a path that nothing is near": [
    ["return { a: picture.zzz };", "If fal has added `zzz` since, run `falc models add fal-ai/flux/dev`."],
  ],
  "another medium, or one of several": [
    ["return { a: picture.video.url };", "`picture` has no `video`. Did you mean `images[0]`?"],
    ["return { a: picture.images[0].size };", "Did you mean `file_size`?"],
    ["return { a: (picture as any).data[0].url };", "its fields are those of `.data`"],
  ],
  "a misspelt option": [
    [
      'await flux({ prompt }, { idd: "c" });',
      "The options are `id`, `after` and `reuse`: correct the name, or remove `idd`.",
    ],
  ],
  "several parts": [["await flux({ prompt: `A ${film}` });", "`film.thumbnail_url` or `film.video_url`"]],
  "a name that strings have": [
    ["return { a: picture.big };", "`picture` has no `big`"],
    ["return { a: picture.images[0].anchor };", "`picture.images[0]` has no `anchor`"],
  ],
  "a file that only another endpoint of the app takes": [
    ["await flux({ prompt, image_url: photo });", "`fal-ai/flux/dev/image-to-image` accepts `image_url`."],
  ],
  "an option": [['await flux({ prompt }, { after: "c" });', "`after` must be an array of results"]],
  "what a helper's callers give": [
    [
      'const take = (size: any) => flux({ prompt: size, image_size: size });\n  await take("landscape_43");\n  await take("square");',
      'Change it in the caller. Every call of the helper runs this line; this problem comes from `take("landscape_43")`.',
    ],
    [
      "const take = (more: any) => flux({ prompt, ...more });\n  await take({ guidence_scale: 3, seed: 1 });\n  await take({ num_images: 2 });",
      "this problem comes from `take(",
    ],
    [
      "const take = (more: any) => flux({ ...more });\n  await take({ seed: 1 });\n  await take({ prompt });",
      "this problem comes from `take(",
    ],
  ],
  "a text": [
    ["return { a: answer.output.title };", "If a model should return several things"],
    ["return { a: photo.url };", "Use the whole string."],
  ],
};

describe.each(Object.entries(rewritten))("%s", (_, rows) => {
  test.each(rows)("%s", (body, expected) => {
    const [found] = diagnose(body);
    expect(found?.fix && applied(found), found?.message).toContain(expected);
  });
});

describe.each(Object.entries(inWords))("%s, in words", (_, rows) => {
  test.each(rows)("%s", (body, expected) => {
    const [found] = diagnose(body);
    expect(found?.fix).toBeUndefined();
    expect(`${found?.message} ${found?.advice}`).toContain(expected);
  });
});

describe("a missing field", () => {
  type Row = readonly [name: string, body: string, expected: string];
  const code: readonly Row[] = [
    ["takes the input's field of that name", "await flux({ seed: 1 });", "flux({ seed: 1, prompt });"],
    [
      "keeps the comments of the other fields",
      "await flux({\n    seed: 1 // fixed\n  });",
      "seed: 1, // fixed\n    prompt\n  });",
    ],
    [
      "is added to a constant of the helper's own",
      "const made = [1].map((seed) => { const sent = { seed }; return flux(sent); });",
      "flux({ ...sent, prompt });",
    ],
  ];
  test.each(code)("%s", (_, body, expected) => {
    const [found] = diagnose(body);
    expect(found?.fix && applied(found), found?.message).toContain(expected);
  });

  const words: readonly Row[] = [
    ["without a field of that name in the input", "await upscale({});", "Add `image_url` (a string)."],
    [
      "of a call without anything",
      "await kling();",
      "Pass an object with `image_url` (a string) and `prompt`.",
    ],
    [
      "where the name is another variable's",
      "{ const prompt = 1; await flux({ seed: prompt }); }",
      "Add `prompt` (a string).",
    ],
    [
      "that a caller has to give",
      "const draw = (sent: any) => flux({ ...sent }); await draw({ seed: 1 });",
      "Add `prompt` (a string) in the caller. Every call of the helper runs this line; this problem comes from `draw({ seed: 1 })`.",
    ],
  ];
  test.each(words)("is described, not invented, %s", (_, body, expected) => {
    const [found] = diagnose(body);
    expect(found?.fix).toBeUndefined();
    expect(found?.rewrite).toBeUndefined();
    expect(found?.advice).toBe(expected);
  });

  test("is no unused field of the input too", () => {
    expect(diagnose("return { a: await flux({ seed: 1 }) };").map(({ code }) => code)).toEqual([
      "field-missing",
    ]);
  });
});

test.each([
  ["fal-ai/face-swap", undefined],
  ["fal-ai/flux-2/dve", undefined],
  ["fal-ai/elevenlabs/tts", "fal-ai/elevenlabs/tts/"],
  ["kling-video/v2.5/pro", "fal-ai/kling-video/v2.5-turbo/pro/"],
  ["fal-ai/kling-video/v2.5/pro/image-to-video", "fal-ai/kling-video/v2.5-turbo/pro/image-to-video"],
  ["fal-ai/minimax/speech-03-hd", "fal-ai/minimax/speech-02-hd"],
])("another model is never written into code: %s, in words %s", (id, asked) => {
  const [found] = compileText(`${head.replace('"fal-ai/flux/dev"', JSON.stringify(id))}}\n`).diagnostics;
  expect(found?.fix).toBeUndefined();
  expect(found?.rewrite).toBeUndefined();
  expect(found?.advice).toContain(`falc models add ${id}`);
  if (asked !== undefined) expect(found?.message).toContain(` Did you mean "${asked}`);
});

test.each([
  ["fal-ai/flux-dev", "fal-ai/flux/dev"],
  ["fal-ai/flux/dve", "fal-ai/flux/dev"],
  ["fal-ai/Flux/dev", "fal-ai/flux/dev"],
  ["flux/dev", "fal-ai/flux/dev"],
  ["fal-ai/flux/dev ", "fal-ai/flux/dev"],
  ["https://queue.fal.run/fal-ai/flux/dev", "fal-ai/flux/dev"],
  ["https://fal.ai/models/fal-ai/flux/dev", "fal-ai/flux/dev"],
])("%s is %s…", (id, expected) => {
  const [found] = compileText(`${head.replace('"fal-ai/flux/dev"', JSON.stringify(id))}}\n`).diagnostics;
  expect(found?.fix?.edits[0]?.text).toMatch(
    new RegExp(`^"${expected}${expected.endsWith("/") ? ".+" : ""}"$`),
  );
});

test("code for fal's client gets a hint about model()", () => {
  const { diagnostics } = compileText(`import { fal } from "@fal-ai/client";
export default async function shot({ prompt }: { prompt: string }) {
  const made = await fal.subscribe("fal-ai/flux/dev", { input: { prompt } });
  return { image: made.data.images[0].url };
}
`);
  expect(diagnostics.map(({ code }) => code)).toEqual(["import-package"]);
  expect(diagnostics[0]?.advice).toContain('const flux = model("fal-ai/flux/dev")');
});
