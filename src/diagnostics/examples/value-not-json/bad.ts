import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const describe = () => "a chair on white";

export default async function chair() {
  const photo = await flux({ prompt: describe });
  return { image: photo.images[0].url };
}
