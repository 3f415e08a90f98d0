import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const brand = {
  light: "warm studio light",
  prompt(subject: string) {
    return `${subject}, ${this.light}`;
  },
};

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: brand.prompt(product) });
  return { image: photo.images[0].url };
}
