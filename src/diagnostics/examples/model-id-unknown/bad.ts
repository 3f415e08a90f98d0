import { model } from "falc";

export default async function productShot({ product, quality }: { product: string; quality: string }) {
  const paint = model(`fal-ai/flux/${quality}`);
  const photo = await paint({ prompt: product });
  return { image: photo.images[0].url };
}
