import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const lens = "50mm lens";
const brand = {
  style: () => `warm studio light, ${lens}`,
};

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${brand.style()}` });
  return { image: photo.images[0].url };
}
