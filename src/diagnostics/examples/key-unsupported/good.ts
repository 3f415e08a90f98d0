import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const defaults = { num_inference_steps: 28, guidance_scale: 3.5 };

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ ...defaults, prompt: product });
  return { image: photo.images[0].url };
}
