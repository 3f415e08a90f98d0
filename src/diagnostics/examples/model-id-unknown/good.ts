import { model } from "falc";

export default async function productShot({ product }: { product: string }) {
  const paint = model("fal-ai/flux/dev");
  const photo = await paint({ prompt: product });
  return { image: photo.images[0].url };
}
