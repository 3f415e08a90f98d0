import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default function productShot({ product }: { product: string }) {
  const photo = flux({ prompt: product });
  return { photo };
}
