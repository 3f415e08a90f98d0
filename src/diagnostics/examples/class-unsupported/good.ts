import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const shot = (subject: string) => ({ subject, prompt: () => `${subject}, studio light` });

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: shot(product).prompt() });
  return { image: photo.images[0].url };
}
