import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  using look = { style: "warm studio light" } as { style: string } & Disposable;
  const photo = await flux({ prompt: `${product}, ${look.style}` });
  return { image: photo.images[0].url };
}
