import { model } from "falc";

const upscale = model("fal-ai/clarity-upscaler");

export default async function enlarge({ image_url, factor }: { image_url: string; factor: number }) {
  const large = await upscale({ upscale_factor: factor });
  return { image: large.image.url };
}
