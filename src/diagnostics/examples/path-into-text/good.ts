import { model } from "falc";

const ask = model("openrouter/router");

export default async function advert({ product }: { product: string }) {
  const prompt = `Write the title of an advert for ${product}, and nothing else.`;
  const title = await ask({ model: "google/gemini-2.5-flash", prompt });
  return { title: title.output };
}
