import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const brand = "holz & licht";
const loud = () => brand.toUpperCase();

export default async function poster({ title }: { title: string }) {
  const poster = await flux({ prompt: `Poster of ${loud()}: ${title}` });
  return { poster: poster.images[0].url };
}
