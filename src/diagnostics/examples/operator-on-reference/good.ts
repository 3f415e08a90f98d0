import { model } from "falc";

const flux = model("fal-ai/flux/dev");

interface Input {
  prompt: string;
  megapixels: number;
  height: number;
}

export default async function poster({ prompt, megapixels, height }: Input) {
  const poster = await flux({
    prompt: `${prompt}, sharp`,
    image_size: { width: 1000, height },
  });
  return { poster: poster.images[0].url, megapixels };
}
