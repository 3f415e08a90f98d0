import { model } from "falc";
import brand from "./brand.json" with { type: "json" };

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${brand.style}` });
  return { image: photo.images[0].url };
}
