import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const parts = ["warm light", "soft shadows", "50mm lens"];

export default async function productShot({ product }: { product: string }) {
  const byWords = Object.groupBy(parts, (part) => (part.endsWith("lens") ? "camera" : "light"));
  const photo = await flux({ prompt: `${product}, ${byWords.light?.join(", ")}` });
  return { image: photo.images[0].url };
}
