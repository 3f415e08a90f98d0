import { model } from "falc";

const cutOut = model<{ image_url: string }, { image: { "large-url": string } }>("our-team/cutout");

export default async function cutout({ photo }: { photo: string }) {
  const cut = await cutOut({ image_url: photo });
  return { cutout: cut.image };
}
