import { model } from "falc";

const flux = model("fal-ai/flux/dev");

// This had "export default" when dist-workflows/bad.json was compiled.
export async function chair({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
