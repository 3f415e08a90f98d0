import { model } from "falc";
import { z } from "zod";

const flux = model("fal-ai/flux/dev");

export const input = z.object({
  prompt: z.string(),
  steps: z.number().int().min(1).default(0),
});

export default async function portrait({ prompt, steps }: z.infer<typeof input>) {
  const photo = await flux({ prompt, num_inference_steps: steps });
  return { image: photo.images[0] };
}
