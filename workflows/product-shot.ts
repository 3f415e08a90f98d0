import { model } from "falc";
import { z } from "zod";

const flux = model("fal-ai/flux/dev");
const removeBackground = model("fal-ai/bria/background/remove");

export const input = z.object({
  prompt: z.string().min(1).describe("What to photograph"),
});

/** A product photo on a transparent background. */
export default async function productShot({ prompt }: z.infer<typeof input>) {
  const photo = await flux({ prompt });
  const cutout = await removeBackground({ image_url: photo.images[0].url });
  return { image: cutout.image };
}
