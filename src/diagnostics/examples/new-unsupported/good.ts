import { model } from "falc";

const cutOut = model("fal-ai/bria/background/remove");

const logo = { href: "https://cdn.example.com/brand/logo.png" };

export default async function cutout() {
  const cut = await cutOut({ image_url: logo.href });
  return { image: cut.image };
}
