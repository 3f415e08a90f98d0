import { model } from "falc";
import { style as styles } from "./_brand.ts";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${styles}` });
  return { image: photo.images[0].url };
}
