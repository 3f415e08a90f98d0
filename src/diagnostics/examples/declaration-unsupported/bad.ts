import { model } from "falc";

const flux = model("fal-ai/flux/dev");

namespace brand {
  export const style = "warm studio light";
}

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${brand.style}` });
  return { image: photo.images[0].url };
}
