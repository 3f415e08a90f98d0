import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function poster({ title, year }: { title: string; year: number }) {
  const poster = await flux({ prompt: `Poster: ${title}, ${year}` });
  return { poster: poster.images[0].url };
}
