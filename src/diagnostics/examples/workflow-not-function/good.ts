import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function bad({ prompt }: { prompt: string }) {
  return await flux({ prompt });
}
