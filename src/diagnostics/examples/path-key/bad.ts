import { model } from "falc";

const analyse = model<{ image_url: string }, { colours: { "main-colour": string } }>("our-team/palette");

export default async function colours({ image }: { image: string }) {
  const palette = await analyse({ image_url: image });
  return { main: palette.colours["main-colour"] };
}
