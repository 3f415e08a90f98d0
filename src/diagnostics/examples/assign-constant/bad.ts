import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const prompt = `${product}, studio light`;
  prompt = `${prompt}, 50mm lens`;
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
