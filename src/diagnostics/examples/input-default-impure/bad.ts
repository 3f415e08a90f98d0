import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const usual = ["studio light", "soft shadows"];

export default async function portrait({ prompt, styles = usual }: { prompt: string; styles?: string[] }) {
  const photo = await flux({ prompt });
  return { image: photo.images[0], styles };
}
