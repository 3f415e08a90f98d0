import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function greeting({ prompt }: { prompt: string }) {
  return { prompt: `${prompt}, studio light` };
}
