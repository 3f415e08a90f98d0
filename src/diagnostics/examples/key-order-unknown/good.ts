import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot(input: { product: string; mood: string }) {
  const photo = await flux({ prompt: `${input.product}, ${input.mood}` });
  return { picture: photo.images[0].url, madeFrom: ["product", "mood"] };
}
