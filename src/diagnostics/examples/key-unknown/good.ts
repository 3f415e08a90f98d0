import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const looks = { studio: "on white, soft shadows", outdoor: "in a meadow at noon" };

interface Input {
  product: string;
}

export async function productShot({ product }: Input, look: "studio" | "outdoor") {
  const photo = await flux({ prompt: `${product}, ${looks[look]}` });
  return { image: photo.images[0].url };
}

export default async function productShotStudio({ product }: Input) {
  return productShot({ product }, "studio");
}
