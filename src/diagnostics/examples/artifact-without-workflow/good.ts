import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function chair({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
