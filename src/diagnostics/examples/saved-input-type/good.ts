import { model } from "falc";

const flux = model("fal-ai/flux/dev");

interface Input {
  product: string;
  width: number;
  height: number;
}

export default async function productShot({ product, width, height }: Input) {
  const photo = await flux({ prompt: product, image_size: { width, height } });
  return { image: photo.images[0].url };
}
