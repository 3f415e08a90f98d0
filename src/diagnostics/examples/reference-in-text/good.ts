import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function poster({ title }: { title: string }) {
  const poster = await flux({ prompt: `Poster with the headline ${title}` });
  return { title, poster: poster.images[0].url };
}
