import { model } from "falc";

const flux = model("fal-ai/flux/dev");

interface Input {
  product: string;
  size: { width: number; height: number };
}

export default async function productShot({ product, size }: Input) {
  const photo = await flux({ prompt: product, image_size: size });
  return { image: photo.images[0].url };
}
