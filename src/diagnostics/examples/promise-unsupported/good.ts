import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");

export default async function productShot({ product }: { product: string }) {
  const url = (await flux({ prompt: product })).images[0].url;
  const large = await upscale({ image_url: url });
  return { image: large.image.url };
}
