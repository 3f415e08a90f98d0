import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function poster({ title, headline }: { title: string; headline: string }) {
  const poster = await flux({ prompt: `Poster about ${title} with the headline: ${headline}` });
  return { poster: poster.images[0].url };
}
