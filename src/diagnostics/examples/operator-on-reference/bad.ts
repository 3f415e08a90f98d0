import { model } from "falc";

const flux = model("fal-ai/flux/dev");

interface Input {
  prompt: string;
  megapixels: number;
}

export default async function poster({ prompt, megapixels }: Input) {
  const height = megapixels * 1000;
  const poster = await flux({ prompt, image_size: { width: 1000, height } });
  return { poster: poster.images[0].url };
}
