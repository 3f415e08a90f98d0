import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const steps = 28;

export default async function poster({ title }: { title: string }) {
  const poster = await flux({ prompt: title, num_inference_steps: steps });
  return { poster: poster.images[0].url };
}
