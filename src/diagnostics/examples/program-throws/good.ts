import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const seeds = [7, 11, 13];
const [first] = seeds;

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product, seed: first });
  return { image: photo.images[0].url };
}
