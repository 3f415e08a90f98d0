import { model } from "falc";

const cutOut = model("fal-ai/bria/background/remove");

interface Input {
  /** The picture to cut out */
  photo: Blob;
}

export default async function cutout({ photo }: Input) {
  const cut = await cutOut({ image_url: photo });
  return { image: cut.image };
}
