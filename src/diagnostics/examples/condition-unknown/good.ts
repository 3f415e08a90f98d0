import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");

export async function portrait({ prompt }: { prompt: string }, large: boolean) {
  const photo = await flux({ prompt });
  if (large) {
    const enlarged = await upscale({ image_url: photo.images[0].url });
    return { image: enlarged.image.url };
  }
  return { image: photo.images[0].url };
}

export default async function portraitLarge({ prompt }: { prompt: string }) {
  return portrait({ prompt }, true);
}
