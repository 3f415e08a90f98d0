import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const scenes = ["the workshop at dawn", "hands at work", "the finished chair"];

export default async function storyboard({ style }: { style: string }) {
  const frames = await Promise.all(
    scenes.map(async (scene) => {
      const photo = await flux({ prompt: `${scene}, ${style}` });
      return photo.images[0].url;
    }),
  );
  return { frames };
}
