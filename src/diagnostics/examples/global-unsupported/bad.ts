import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const sizes = new Intl.ListFormat("en").format(["S", "M", "L"]);

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product} in sizes ${sizes}` });
  return { image: photo.images[0].url };
}
