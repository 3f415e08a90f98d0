import { model } from "falc";

const flux = model("fal-ai/flux/dev");

const sizes = ["large"];
const detail = sizes == "large" ? "fine detail" : "bold shapes";

export default async function poster({ title }: { title: string }) {
  const poster = await flux({ prompt: `${title}, ${detail}` });
  return { poster: poster.images[0].url };
}
