import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const looks = [{ name: "studio", prompt: "on white" }];
const look = looks.find(({ name }) => name === "outdoor");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${look.prompt}` });
  return { image: photo.images[0].url };
}
