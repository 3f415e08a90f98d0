import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function series(input: { prompt: string }) {
  let seed = 100;
  const front = await flux({ prompt: `${input.prompt}, front`, seed: seed++ });
  const side = await flux({ prompt: `${input.prompt}, side`, seed: seed++ });
  return { front: front.images[0], side: side.images[0] };
}
