import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const seed = 42;

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product, seed });
  return { image: photo.images[0].url };
}
