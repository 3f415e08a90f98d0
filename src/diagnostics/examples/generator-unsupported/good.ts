import { model } from "falc";

const flux = model("fal-ai/flux/dev");

function views() {
  const all = [];
  all.push("from the front");
  all.push("from the side");
  return all;
}

export default async function turnaround({ product }: { product: string }) {
  const images: string[] = [];
  for (const view of views()) {
    const photo = await flux({ prompt: `${product}, ${view}` });
    images.push(photo.images[0].url);
  }
  return { images };
}
