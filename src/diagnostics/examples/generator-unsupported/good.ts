import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const views = ["from the front", "from the side"];

export default async function turnaround({ product }: { product: string }) {
  const images: string[] = [];
  for (const view of views) {
    const photo = await flux({ prompt: `${product}, ${view}` });
    images.push(photo.images[0].url);
  }
  return { images };
}
