import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const light = () => "evening light";

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${light()}` });
  return { image: photo.images[0].url };
}
