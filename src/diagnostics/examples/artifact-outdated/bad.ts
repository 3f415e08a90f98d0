import { model } from "falc";

const flux = model("fal-ai/flux/dev");

// dist-workflows/bad.json was compiled when the light was "daylight".
export default async function chair({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: `${prompt}, studio light` });
  return { image: photo.images[0].url };
}
