import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const steps = 40;
if (steps > 50) throw new Error(`flux takes at most 50 steps, not ${steps}`);

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product, num_inference_steps: steps });
  return { image: photo.images[0].url };
}
