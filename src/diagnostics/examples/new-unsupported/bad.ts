import { model } from "falc";

const cutOut = model("fal-ai/bria/background/remove");

const logo = new URL("logo.png", "https://cdn.example.com/brand/").href;

export default async function cutout() {
  const cut = await cutOut({ image_url: logo });
  return { image: cut.image };
}
