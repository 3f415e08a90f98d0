import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const looks = { studio: "on white, soft shadows", outdoor: "in a meadow at noon" };

/** In the studio; another workflow is outdoors. */
export default async function studioShot({ product }: { product: string }) {
  const photo = await flux({ prompt: `${product}, ${looks.studio}` });
  return { image: photo.images[0].url };
}
