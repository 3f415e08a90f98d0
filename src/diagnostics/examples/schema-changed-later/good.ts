import { model } from "falc";
import { z } from "zod";
const flux = model("fal-ai/flux/dev");

const sizes: [string, ...string[]] = ["square"];
sizes.push("square_hd");
export const input = z.object({ prompt: z.string(), size: z.enum(sizes) });

export default async function portrait({ prompt, size }: z.infer<typeof input>) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url, size };
}
