import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function series({ subject }: { subject: string }) {
  const prompts: string[] = [];
  while (prompts.length < 3) {
    prompts.push(`${subject}, view ${prompts.length}`);
  }
  const photo = await flux({ prompt: prompts.join("; ") });
  return { image: photo.images[0].url };
}
