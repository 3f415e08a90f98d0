import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const looks = { studio: "on white, soft shadows", outdoor: "in a meadow at noon" };

interface Input {
  product: string;
  look: "studio" | "outdoor";
}

export default async function productShot({ product, look }: Input) {
  const photo = await flux({ prompt: `${product}, ${looks[look]}` });
  return { image: photo.images[0].url };
}
