import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function portrait({
  prompt,
  styles = ["studio light", "soft shadows"],
}: {
  prompt: string;
  styles?: string[];
}) {
  const photo = await flux({ prompt });
  return { image: photo.images[0], styles };
}
