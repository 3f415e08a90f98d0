import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const step = { prompt: "a chair", next: () => "a table" };

export default async function furniture() {
  const { prompt } = step;
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
