import { model } from "falc";

const flux = model("fal-ai/flux/dev");

async function* views() {
  yield "from the front";
  yield "from the side";
}

export default async function turnaround({ product }: { product: string }) {
  const images: string[] = [];
  const source = views();
  for (let view = await source.next(); view.done !== true; view = await source.next()) {
    const photo = await flux({ prompt: `${product}, ${view.value}` });
    images.push(photo.images[0].url);
  }
  return { images };
}
