/** What type-checks and what does not. Read by `tsc` in `npm run typecheck`; never run. */
import { model } from "falc";
import { z } from "zod";

const flux = model("fal-ai/flux/dev");
const removeBackground = model("fal-ai/bria/background/remove");

export async function accepted(prompt: string, steps: number | undefined) {
  const photo = await flux({ prompt, image_size: { width: 512, height: 512 }, num_inference_steps: steps });
  const cutout = await removeBackground(
    { image_url: photo.images[0]?.url ?? "" },
    { id: "cutout", after: [photo] },
  );
  const url: string = cutout.image.url;
  const joined = await model("fal-ai/text-concat")({ text1: "a", text2: "b" });
  const custom = model<{ prompt: string }, { text: string }>("me/app");
  const { text } = await custom({ prompt });
  const checked = model("me/app", {
    input: z.object({ n: z.number() }),
    output: z.object({ ok: z.boolean() }),
  });
  const { ok } = await checked({ n: 1 });
  return [url, joined.results.length, text.length, ok === true];
}

export async function refused(prompt: string) {
  // @ts-expect-error an endpoint nobody knows, without types
  model("me/unknown");
  // @ts-expect-error a misspelt endpoint
  model("fal-ai/flux/devv");
  // @ts-expect-error a required field is missing
  await flux({});
  // @ts-expect-error a misspelt field
  await flux({ prompt, num_steps: 28 });
  // @ts-expect-error a value that is none of the enum's
  await flux({ prompt, image_size: "huge" });
  const photo = await flux({ prompt });
  const [image] = photo.images;
  if (image === undefined) return;
  // @ts-expect-error an image object where its url is meant
  await removeBackground({ image_url: image });
  // @ts-expect-error there is no such field in the output
  return photo.image;
}
