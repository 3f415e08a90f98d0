import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const ownStyle = "cold morning light";
  const photo = await flux({ prompt: `${product}, ${ownStyle}` });
  return { image: photo.images[0].url };
}
