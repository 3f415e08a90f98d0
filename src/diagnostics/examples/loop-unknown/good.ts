import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const upscale = model("fal-ai/clarity-upscaler");

export default async function variants({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt, num_images: 2 });
  const large: string[] = [];
  for (const image of [photo.images[0], photo.images[1]]) {
    const enlarged = await upscale({ image_url: image.url });
    large.push(enlarged.image.url);
  }
  return { large };
}
