import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ prompt }: { prompt: string }) {
  const photo = await flux(prompt);
  return { image: photo.images[0].url };
}
