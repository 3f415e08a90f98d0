import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const sizes = ["S", "M", "L"].join(", ");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product} in sizes ${sizes}` });
  return { image: photo.images[0].url };
}
