import { model } from "falc";

const cutOut = model("fal-ai/bria/background/remove");

const logo = "https://cdn.example.com/brand/logo.png";

export default async function cutout() {
  const cut = await cutOut({ image_url: logo });
  return { image: cut.image };
}
