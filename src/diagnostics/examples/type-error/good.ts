import { model } from "falc";

const flux = model("fal-ai/flux/dev");

function wearing(subject: string, hats: number): string {
  return `${subject} with ${hats} hats`;
}

export default async function hats({ animal }: { animal: string }) {
  const photo = await flux({ prompt: wearing(animal, 3) });
  return { image: photo.images[0].url };
}
