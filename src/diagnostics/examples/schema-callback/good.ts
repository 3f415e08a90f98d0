import { model } from "falc";
import { z } from "zod";

const flux = model("fal-ai/flux/dev");

export const input = z.object({
  product: z.string().default("a chair"),
});

export default async function productShot({ product }: z.infer<typeof input>) {
  const photo = await flux({ prompt: product });
  return { image: photo.images[0].url };
}
