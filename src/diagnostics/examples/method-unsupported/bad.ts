import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const light = (time: string) => `${time} light, soft shadows`;
const atDusk = light.bind(null, "dusk");

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${atDusk()}` });
  return { image: photo.images[0].url };
}
