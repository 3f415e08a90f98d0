import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const parts = ["warm light", "soft shadows", "50mm lens"];

export default async function productShot({ product }: { product: string }) {
  const light = parts.filter((part) => !part.endsWith("lens"));
  const photo = await flux({ prompt: `${product}, ${light.join(", ")}` });
  return { image: photo.images[0].url };
}
