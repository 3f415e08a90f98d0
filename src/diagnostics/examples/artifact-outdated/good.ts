import { model } from "falc";

const flux = model("fal-ai/flux/dev");

// dist-workflows/good.json was compiled since.
export default async function chair({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: `${prompt}, studio light` });
  return { image: photo.images[0].url };
}
