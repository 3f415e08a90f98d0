import { model } from "falc";

const upscale = model("fal-ai/clarity-upscaler");

export default async function enlarge({ factor }: { factor: number }) {
  const large = await upscale({ upscale_factor: factor });
  return { image: large.image.url };
}
