import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const brand = "holz & licht".toLocaleUpperCase();

export default async function poster({ title }: { title: string }) {
  const poster = await flux({ prompt: `Poster of ${brand}: ${title}` });
  return { poster: poster.images[0].url };
}
