/** A diagnostic of a line that several callers or iterations run is true for all of them, and so is its rewrite. */
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applied } from "../compiler/propose/applied.ts";
import { compileText } from "../support/compile-source.ts";

const head = `import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");
const edit = model("fal-ai/nano-banana/edit");
const upscale = model("fal-ai/clarity-upscaler");
const crop = model("fal-ai/workflow-utilities/crop-image");
const kling = model("fal-ai/kling-video/v2.5-turbo/pro/image-to-video");
const music = model("fal-ai/elevenlabs/music");
const app = model("me/app", { input: z.object({ n: z.number().int().min(1).max(4.2), tags: z.array(z.number()).optional() }), output: z.object({ text: z.string() }) });
`;

function program(body: string, top = "", parameters = "{ prompt }: { prompt: string }"): string {
  return `${head}${top}\nexport default async function shot(${parameters}) {\n  ${body}\n}\n`;
}

function find(source: string, code: string): Diagnostic {
  const { diagnostics } = compileText(source);
  const found = diagnostics.find((each) => each.code === code);
  if (found === undefined) throw new Error(`no ${code}: ${diagnostics.map((each) => each.code).join()}`);
  return found;
}

function rewritten(source: string, code: string): string {
  const { fix, message } = find(source, code);
  if (fix === undefined) throw new Error(`no rewrite: ${message}`);
  return applied({ "main.ts": source }, fix)["main.ts"] ?? "";
}

describe("several mistakes at one line of a helper", () => {
  const draw = `const draw = (image_size: any) => flux({ prompt: "x", image_size });`;
  const source = program(
    `const a = await draw("sqare_hd");\n  const b = await draw("landscape_43");\n  return { a, b, prompt };`,
    draw,
  );

  test("are all named, and each is corrected where it is written", () => {
    expect(find(source, "field-value").message).toContain('cannot be `"sqare_hd"` or `"landscape_43"`');
    const after = rewritten(source, "field-value");
    expect(after).toContain('draw("square_hd")');
    expect(after).toContain('draw("landscape_4_3")');
    expect(compileText(after).diagnostics).toEqual([]);
  });

  test("name the callers they come from", () => {
    const body = `const a = await take({ prompt, steps: 28 });\n  const b = await take({ prompt, guidance: 3 });\n  return { a, b };`;
    const { message, advice, fix } = find(
      program(body, "const take = (options: any) => flux(options);"),
      "field-unknown",
    );
    expect(message).toContain("`steps`");
    expect(message).toContain("`guidance`");
    expect(fix).toBeUndefined();
    expect(advice).toContain(
      "these problems come from `take({ prompt, steps: 28 })` and `take({ prompt, guidance: 3 })`.",
    );
  });

  test("one value in a loop is one mistake", () => {
    const body = `const all = [];\n  for (const n of [1, 2]) all.push(await flux({ prompt, seed: n, output_format: "tiff" as any }));\n  return { all };`;
    expect(find(program(body), "field-value").message.match(/"tiff"/g)).toHaveLength(1);
  });
});

describe("a rewrite keeps what was sent", () => {
  test("a field that an endpoint may accept is not left out of a spread", () => {
    const source = program(
      `const a = await crop({ image_url: prompt, ...left } as any);\n  return { a };`,
      "const left = { width_percent: 50, x: 0 };",
    );
    const { fix, advice } = find(source, "field-undescribed");
    expect(fix).toBeUndefined();
    expect(advice).toContain("Check the field name");
  });

  test("a field that another endpoint takes from the same object is not a synonym", () => {
    const source = program(
      `const a = await flux({ prompt, ...look } as any);\n  const b = await kling({ prompt, image_url: a.images[0].url, ...look });\n  return { b };`,
      "const look = { cfg_scale: 0.5 };",
    );
    expect(find(source, "field-unknown").fix).toBeUndefined();
  });

  test("a list becomes its item only if it has one", () => {
    const of = (list: string) =>
      program(`const a = await flux({ prompt: ${list} as any });\n  return { a };`);
    expect(rewritten(of(`["a"]`), "field-type")).toContain('{ prompt: "a" as any }');
    expect(find(of(`["a", prompt]`), "field-type").fix).toBeUndefined();
  });

  test("a value becomes an item only if it fits", () => {
    const of = (tags: string) =>
      program(`const a = await app({ n: 1, tags: ${tags} as any });\n  return { a };`);
    expect(rewritten(of("3"), "field-type")).toContain("tags: [3] as any");
    expect(find(of("{ a: 1 }"), "field-type").fix).toBeUndefined();
    expect(find(of("`a ${prompt}`"), "field-reference").fix).toBeUndefined();
  });

  test("a list of results becomes its first only if there is one", () => {
    const of = (more: string, parameters?: string) =>
      program(
        `const a = await flux({ prompt${more} });\n  const b = await edit({ prompt, image_urls: a.images as any });\n  return { b };`,
        "",
        parameters,
      );
    expect(rewritten(of(""), "field-reference")).toContain("image_urls: [a.images[0].url] as any");
    for (const source of [
      of(", num_images: 3"),
      of(", num_images: n", "{ prompt, n }: { prompt: string; n: number }"),
    ]) {
      const { fix, advice } = find(source, "field-reference");
      expect(fix).toBeUndefined();
      expect(advice).toBe(
        "Send the elements you mean one by one: `[a.images[0].url]` for the first, and so on.",
      );
    }
  });

  test("a limit or a rounded number is proposed only if the endpoint accepts it", () => {
    const of = (n: string) => program(`const a = await app({ n: ${n} });\n  return { a };`);
    expect(rewritten(of("2.4"), "field-range")).toContain("n: 2 }");
    expect(find(of("4.6"), "field-range").fix).toBeUndefined();
    expect(find(of("9"), "field-range").fix).toBeUndefined();
  });

  test("a frame of a video is for the call itself, not for every caller of a helper", () => {
    const film = "const film = await kling({ prompt, image_url: prompt });\n  ";
    const direct = program(`${film}const a = await upscale({ image_url: film.video.url });\n  return { a };`);
    expect(find(direct, "field-media").rewrite).toContain("extractFrame({ video_url: film.video.url })");
    const shared = program(
      `${film}const a = await large(film.video.url);\n  const b = await large(prompt);\n  return { a, b };`,
      "const large = (url: string) => upscale({ image_url: url });",
    );
    const { rewrite, advice } = find(shared, "field-media");
    expect(rewrite).toBeUndefined();
    expect(advice).toBe("Send an image, or use an endpoint that extracts a frame from the video.");
  });

  test("the list of a helper's parameter stays a list", () => {
    const source = program(
      `const a = await flux({ prompt });\n  return { urls: urlsOf(a) };`,
      "const urlsOf = (made: any) => made.images.map((each: any) => each.url);",
    );
    expect(find(source, "method-on-reference").fix).toBeUndefined();
  });

  test("an object with a getter is copied where it stands itself", () => {
    const of = (use: string) =>
      program(
        `const a = await flux({ prompt, ...{ seed: 1 } });\n  return ${use};`,
        "const preset = { get seed() { return 4; } };\nconst outer = { preset };",
      );
    const code = "accessor-unsupported";
    expect(rewritten(of("{ a, preset }"), code)).toContain("return { a, preset: { ...preset } };");
    expect(rewritten(of("{ a, b: preset as any }"), code)).toContain("b: { ...preset } as any");
    const { fix, advice } = find(of("{ a, outer }"), code);
    expect(fix).toBeUndefined();
    expect(advice).toContain("Put a copy of the inner object into the outer one");
  });

  test("`?.` before a misspelt field stays", () => {
    const source = program("const a: any = await flux({ prompt });\n  return { a: a.images?.[0]?.src };");
    expect(rewritten(source, "path-missing")).toContain("a.images?.[0]?.url");
  });
});

describe("messages", () => {
  test("a field with choices accepts what else its type allows", () => {
    const source = program(`const a = await flux({ prompt, image_size: "4k" as any });\n  return { a };`);
    expect(find(source, "field-value").message).toContain(
      '`"landscape_16_9"`, or an object { height, width }.',
    );
  });

  test("a value in seconds is named", () => {
    const source = program(
      "const a = await music({ prompt, music_length_ms: seconds });\n  return { a };",
      "",
      "{ prompt, seconds }: { prompt: string; seconds: number }",
    );
    expect(find(source, "field-unit").message).toContain("but this is `seconds`, in seconds.");
  });

  test("a pattern is not a name", () => {
    const source = program(
      "const a = await flux({ prompt: prmpt });\n  return { a };",
      "",
      "{ prmpt }: { prompt: string }",
    );
    expect(find(source, "path-missing").message).toMatch(/^The input has no `prmpt`\./);
  });

  test("a field that the input lacks is no matter of the endpoint", () => {
    const source = program(
      "const a = await flux({ prompt: (input as any).zzz });\n  return { a };",
      "",
      "input: { prompt: string }",
    );
    expect(find(source, "path-missing").advice).toBe(
      "Use a field that the input has, or add `zzz` to its type.",
    );
  });

  test("no version of an endpoint adds a field to an array", () => {
    const source = program("const a: any = await flux({ prompt });\n  return { a: a.images.zzz };");
    expect(find(source, "path-missing").advice).toBe("Use a field that the endpoint returns.");
  });

  test("an array pattern has no index to remove", () => {
    const source = program("const [a] = (await flux({ prompt })) as any;\n  return { a };");
    expect(find(source, "path-index").advice).toBe(
      "Take the value as a whole, instead of destructuring it as an array.",
    );
  });

  test("an absolute path is not the name of a package", () => {
    const source = program(
      "return { a: await flux({ prompt: data }) };",
      `import data from "/data/style.json";`,
    );
    const found = compileText({ "main.ts": source, "tsconfig.json": "{}" }).diagnostics.find(
      ({ code }) => code === "import-not-found",
    );
    expect(found?.message).toBe('"/data/style.json" is an absolute path, which does not exist.');
    expect(found?.advice).toContain("by a relative path");
  });

  describe("an unused result", () => {
    test("of some iterations is not that of all", () => {
      const body = `let last: any;\n  for (const seed of [1, 2, 3]) last = await flux({ prompt, seed });\n  return { last };`;
      const { message, advice } = find(program(body), "result-unused");
      expect(message).toBe("This line calls `flux` 3 times, and 2 of the results are not used.");
      expect(advice).toBe("Use every result, or make the call only where its result is used.");
    });

    test("in a helper is not removed for its other callers", () => {
      const source = program(
        "await draw(prompt);\n  return { a: await upscale({ image_url: prompt }) };",
        "const draw = async (prompt: string) => { return await flux({ prompt }); };",
      );
      const { message, advice, trail } = find(source, "result-unused");
      expect(message).toBe("The result of `flux` is not used.");
      expect(advice).toBe("Use the result, or remove the call if no other caller of the helper needs it.");
      expect(trail).toHaveLength(1);
    });
  });
});
