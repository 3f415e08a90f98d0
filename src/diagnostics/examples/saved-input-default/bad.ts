import { model } from "falc";

const flux = model("fal-ai/flux/dev");

interface Input {
  product: string;
  steps?: number;
}

export default async function productShot({ product, steps = 28 }: Input) {
  const photo = await flux({ prompt: product, num_inference_steps: steps });
  return { image: photo.images[0].url };
}
