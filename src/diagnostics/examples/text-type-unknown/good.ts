import { model } from "falc";

const flux = model("fal-ai/flux/dev");
const writer = model<Record<string, unknown>, { text: string }>("our-team/copy-writer");

export default async function ad({ product }: { product: string }) {
  const slogan = await writer({ prompt: `A slogan for ${product}` });
  const poster = await flux({ prompt: `Poster with the text: ${slogan.text}` });
  return { poster: poster.images[0].url };
}
