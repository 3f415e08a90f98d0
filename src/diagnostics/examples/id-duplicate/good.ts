import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function pair({ product }: { product: string }) {
  const front = await flux({ prompt: `${product}, front` }, { id: "shot" });
  const back = await flux({ prompt: `${product}, back` }, { id: "shot_2" });
  return { front: front.images[0].url, back: back.images[0].url };
}
