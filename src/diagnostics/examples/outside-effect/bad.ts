import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const seed = Math.floor(Math.random() * 1000);
  const photo = await flux({ prompt: product, seed });
  return { image: photo.images[0].url };
}
