import { model } from "falc";

const poster = model<{ title: string }, { image: { url: string } }>("acme/poster");

export default async function announcement({ title }: { title: string }) {
  const made = await poster({ title });
  return { image: made.image.url };
}
