/** The stand-in URL of a file that is not uploaded yet is internal: no command's output shows it. */
import { expect, test } from "vitest";
import { fields, TestProject } from "../support/project.ts";

const photo = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=",
    "base64",
  ),
);

const picture = `import { model } from "falc";
import { z } from "zod";
const see = model("openrouter/router/vision");
export const input = z.object({
  image_urls: z.array(z.url().regex(/\\.png$/)).max(2),
  prompt: z.string().default("What is it?"),
});
export default async function picture(i: z.infer<typeof input>) {
  const seen = await see({ model: "m", prompt: i.prompt, image_urls: i.image_urls });
  return { seen: seen.output, image_urls: i.image_urls };
}
`;

test.each([
  [["run", "picture", "--image_urls", "@photo.png"], 0],
  [["run", "picture", "--image_urls", "@photo.png", "--json"], 0],
  [["run", "picture", "--image_urls", "@gone.png"], 2],
  [["run", "picture", "--image_urls", "@photo.jpg"], 2],
  [["run", "picture", "--input", '{ "image_urls": "@photo.png" }'], 2],
  [["run", "picture", "--input", '{ "image_urls": ["@photo.png", "@photo.png", "@photo.png"] }'], 2],
  [["run", "picture", "--input", '{ "image_url": ["@photo.png"] }'], 2],
  [["run", "fields", "--prompt", "abc", "--size", "@photo.png"], 2],
  [["verify", "picture", "--image_urls", "@photo.jpg"], 2],
] as const)("%j", async (argv, exitCode) => {
  const project = new TestProject({
    "workflows/picture.ts": picture,
    "workflows/fields.ts": fields,
    "photo.png": photo,
    "photo.jpg": photo,
  });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
  const { code, out, err } = await project.falc(argv);
  expect(`${out}${err}`).not.toContain("upload.invalid");
  expect({ code, err }).toMatchObject({ code: exitCode });
});
