import { model } from "falc";

interface Input {
  prompt: string;
  aspect_ratio?: string;
}

const flux = model<Input, { images: { url: string }[] }>("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: product, aspect_ratio: "16:9" });
  return { image: photo.images[0].url };
}
