import { model } from "falc";

const flux = model("fal-ai/flux/dev");

interface Input {
  product: string;
}

export default async function productShot({ product }: Input) {
  const photo = await flux({ prompt: product, num_inference_steps: 28 });
  return { image: photo.images[0].url };
}
