import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const brand = { style: "warm studio light" };

export default async function productShot({ product }: { product: string }) {
  const style = brand.style();
  const photo = await flux({ prompt: `${product}, ${style}` });
  return { image: photo.images[0].url };
}
