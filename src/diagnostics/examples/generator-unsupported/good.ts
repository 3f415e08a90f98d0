import { model } from "falc";

const flux = model("fal-ai/flux/dev");

async function* views() {
  yield "from the front";
  yield "from the side";
}

export default async function turnaround({ product }: { product: string }) {
  const images: string[] = [];
  for await (const view of views()) {
    const photo = await flux({ prompt: `${product}, ${view}` });
    images.push(photo.images[0].url);
  }
  return { images };
}
