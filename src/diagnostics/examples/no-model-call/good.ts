import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function greeting({ prompt }: { prompt: string }) {
  const result = await flux({ prompt });
  return { image: result.images[0].url };
}
