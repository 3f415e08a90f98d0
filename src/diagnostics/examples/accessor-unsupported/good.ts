import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function productShot({ product }: { product: string }) {
  const shot = {
    seed: 7,
    get prompt() {
      return `${product}, take ${String(this.seed)}`;
    },
  };
  const photo = await flux({ ...shot });
  return { image: photo.images[0].url };
}
