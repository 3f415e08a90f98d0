import { model } from "falc";

const ask = model("openrouter/router");

export default async function advert({ product }: { product: string }) {
  const prompt = `Write an advert for ${product}: JSON with a title and a slogan.`;
  const advert = await ask({ model: "google/gemini-2.5-flash", prompt });
  return { title: advert.output.title };
}
