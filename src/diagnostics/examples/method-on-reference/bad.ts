import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function poster({ title }: { title: string }) {
  const headline = title.toUpperCase();
  const poster = await flux({ prompt: `Poster with the headline: ${headline}` });
  return { poster: poster.images[0].url };
}
