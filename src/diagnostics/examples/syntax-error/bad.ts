import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function poster({ title }: { title: string }) {
  const poster = await flux({
    prompt: `Poster that says: ${title}`
    num_inference_steps: 28,
  });
  return { poster: poster.images[0].url };
}
