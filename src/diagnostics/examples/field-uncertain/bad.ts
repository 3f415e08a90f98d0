import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product, seed }: { product: string; seed: string | number }) {
  const photo = await flux({ prompt: product, seed });
  return { image: photo.images[0].url };
}
