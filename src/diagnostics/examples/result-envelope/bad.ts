import { model } from "falc";

const poster = model("acme/poster");

export default async function announcement({ title }: { title: string }) {
  const made = await poster({ title });
  return { image: made.data.image.url };
}
