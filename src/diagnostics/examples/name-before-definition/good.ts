import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const style = "warm studio light";
const prompt = `a chair, ${style}`;

export default async function chair() {
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
