import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  try {
    const photo = await flux({ prompt: product });
    return { image: photo.images[0].url };
  } catch {
    return { image: "https://cdn.example.com/fallback.png" };
  }
}
