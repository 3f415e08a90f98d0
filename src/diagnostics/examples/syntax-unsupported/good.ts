import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product });
  const source = "product-shot";
  return { image: photo.images[0].url, source };
}
