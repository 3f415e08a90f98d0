import { model } from "falc";

const flux = model("fal-ai/flux/dev");

class Shot {
  constructor(readonly subject: string) {}

  prompt() {
    return `${this.subject}, studio light`;
  }
}

export default async function productShot({ product }: { product: string }) {
  const photo = await flux({ prompt: new Shot(product).prompt() });
  return { image: photo.images[0].url };
}
