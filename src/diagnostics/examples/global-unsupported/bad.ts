import { model } from "falc";

const cutOut = model("fal-ai/bria/background/remove");

const shop = escape("holz & licht");

export default async function cutout({ photo }: { photo: string }) {
  const cut = await cutOut({ image_url: `${photo}?shop=${shop}` });
  return { image: cut.image };
}
