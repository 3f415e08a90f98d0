/** Nothing that silences TypeScript silences the catalogue. */
import { describe, expect, test } from "vitest";
import { compileText } from "../../support/compile-source.ts";

/** Ways of sending a wrong field and a wrong value to flux: the lines before the call, and its argument. */
const sent: Readonly<Record<string, readonly [before: string, argument: string]>> = {
  "nothing around it": ["", `{ prompt, image_sise: "square", output_format: "gif" }`],
  "as any": ["", `{ prompt, image_sise: "square", output_format: "gif" } as any`],
  "as never": ["", `{ prompt, image_sise: "square", output_format: "gif" } as never`],
  "as unknown as Sent": ["", `{ prompt, image_sise: "square", output_format: "gif" } as unknown as Sent`],
  "<any>": ["", `<any>{ prompt, image_sise: "square", output_format: "gif" }`],
  satisfies: ["", `{ prompt, image_sise: "square", output_format: "gif" } satisfies object as never`],
  "a non-null mark": ["", `({ prompt, image_sise: "square", output_format: "gif" } as any)!`],
  "@ts-ignore": ["", `{ prompt,\n// @ts-ignore\nimage_sise: "square", output_format: "gif" }`],
  "@ts-expect-error": [
    "",
    `{ prompt,\n// @ts-expect-error\nimage_sise: "square",\n// @ts-expect-error\noutput_format: "gif" }`,
  ],
  "casts of the values": ["", `{ prompt, image_sise: "square" as never, output_format: "gif" as any }`],
  "a variable of any": [`const all: any = { prompt, image_sise: "square", output_format: "gif" };`, "all"],
  "an intermediate unknown": [
    `const some: unknown = { prompt, image_sise: "square", output_format: "gif" };\nconst all = some as Sent;`,
    "all",
  ],
  "a variable of Parameters": [
    `const all = { prompt, image_sise: "square", output_format: "gif" } as Parameters<typeof flux>[0];`,
    "all",
  ],
  "a spread of any": [
    `const more: any = { image_sise: "square", output_format: "gif" };`,
    "{ prompt, ...more }",
  ],
  "fields set on any": [
    `const all: any = { prompt };\nall.image_sise = "square";\nall["output_format"] = "gif";`,
    "all",
  ],
  "Object.assign": [
    `const all = Object.assign({ prompt }, { image_sise: "square", output_format: "gif" } as object);`,
    "all as never",
  ],
  "a function that returns any": [
    `const make = (): any => ({ prompt, image_sise: "square", output_format: "gif" });`,
    "make()",
  ],
  "a generic helper": [
    `const through = <T>(value: T): any => value;`,
    `through({ prompt, image_sise: "square", output_format: "gif" })`,
  ],
};

describe("inputs are checked through", () => {
  test.each(Object.entries(sent))("%s", (_, [before, argument]) => {
    const found = compile(`${before}\nconst photo = await flux(${argument});\nreturn { photo };`);
    expect(found.map(({ code }) => code).sort()).toEqual(["field-unknown", "field-value"]);
    expect(found.map(({ message }) => message).join("\n")).toContain("Did you mean `image_size`?");
  });

  test("a model cast to another type", () => {
    const found = compile(
      `const loose = flux as unknown as (input: any) => Promise<any>;\nconst photo = await loose({ prompt, image_sise: "square" });\nreturn { photo };`,
    );
    expect(found.map(({ code }) => code)).toEqual(["field-unknown"]);
  });
});

/** Ways of reading a wrong path from the answer. */
const read: Readonly<Record<string, string>> = {
  "nothing around it": "photo.imags[0].url",
  "as any": "(photo as any).imags[0].url",
  "as never": "(photo as never as { imags: any }).imags[0].url",
  "<any>": "(<any>photo).imags[0].url",
  "non-null marks": "photo!.imags![0]!.url!",
  satisfies: "(photo satisfies object as any).imags[0].url",
  "@ts-ignore": "photo\n// @ts-ignore\n.imags[0].url",
  "a variable of any": "loose.imags[0].url",
  "an intermediate unknown": "(strange as { imags: any }).imags[0].url",
  "a computed name": `photo["imags" as never][0].url`,
  "a helper": "first(photo)",
};

test.each(Object.entries(read))("paths into answers are checked through %s", (_, expression) => {
  const found = compile(`const first = (result: any) => result.imags[0].url;
const photo = await flux({ prompt });
const loose: any = photo;
const strange: unknown = photo;
return { url: ${expression} };`);
  expect(found.map(({ code }) => code)).toEqual(["path-missing"]);
  expect(found[0]?.message).toContain("Did you mean `images`?");
});

test.each(["as any", "as never", "as unknown as string"])(
  "a file in place of its URL is refused through %s",
  (cast) => {
    const found = compile(
      `const photo = await flux({ prompt });\nconst large = await upscale({ image_url: photo.images[0] ${cast} });\nreturn { large };`,
    );
    expect(found.map(({ code }) => code)).toEqual(["field-reference"]);
    expect(found[0]?.rewrite).toContain("photo.images[0].url");
  },
);

function compile(body: string) {
  return compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");
type Sent = Parameters<typeof flux>[0];
export default async function workflow({ prompt }: { prompt: string }) {
${body}
}
`).diagnostics;
}
