import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const prompt = `a chair, ${style}`;
const style = "warm studio light";

export default async function chair() {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
