import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");

export const input = z.object({
  prompt: z.string(),
  seed: z.union([z.int().default(7), z.null()]),
});

export default async function portrait({ prompt, seed }: z.infer<typeof input>) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url, seed };
}
