import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShots({ product }: { product: string }) {
  const photos = await flux({ prompt: product, num_images: 2 });
  return { first: photos.images[1].url, second: photos.images[2].url };
}
