import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const removeBackground = model("fal-ai/bria/background/remove");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product });
  const cutout = await removeBackground({ image_url: photo.images[0].url });
  return { image: cutout.image.url };
}
