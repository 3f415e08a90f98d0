import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const { style } = await import("./_style.ts");
  const photo = await flux({ prompt: `${product}, ${style}` });
  return { image: photo.images[0].url };
}
