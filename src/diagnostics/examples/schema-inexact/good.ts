import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");

export const input = z.object({
  prompt: z.string(),
  seed: z.union([z.int(), z.null()]).default(7),
});

export default async function portrait({ prompt, seed }: z.infer<typeof input>) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url, seed };
}
