import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product, output_format: "jpg" });
  return { image: photo.images[0].url };
}
