import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function saleBanner() {
  const banner = await flux({ prompt: " $20 off, in big red letters" });
  return { banner: banner.images[0].url };
}
