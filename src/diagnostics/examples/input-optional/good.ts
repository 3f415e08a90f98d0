import { model } from "falc";
import { z } from "zod";

const flux = model("fal-ai/flux/dev");

export const input = z.object({
  product: z.string(),
  style: z.string(),
});

export default async function productShot({ product, style }: z.infer<typeof input>) {
  const photo = await flux({ prompt: `${product}, ${style}` });
  return { image: photo.images[0].url };
}
