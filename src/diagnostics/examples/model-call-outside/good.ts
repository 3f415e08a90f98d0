import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const cutOut = model("fal-ai/bria/background/remove");

export default async function cutout() {
  const logo = await flux({ prompt: "a logo for a furniture shop" });
  const cut = await cutOut({ image_url: logo.images[0].url });
  return { image: cut.image };
}
