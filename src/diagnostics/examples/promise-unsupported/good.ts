import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product });
  const large = await upscale({ image_url: photo.images[0].url });
  return { image: large.image.url };
}
