import { model } from "falc";

const flux = model("fal-ai/flux/dev");

function shot(subject: string) {
  function prompt() {
    return `${subject}, studio light`;
  }
  return { subject, prompt };
}

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: shot(product).prompt() });
  return { image: photo.images[0].url };
}
