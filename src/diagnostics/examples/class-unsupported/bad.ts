import { model } from "falc";

const flux = model("fal-ai/flux/dev");

class Styles extends Map<string, string> {
  of(kind: string) {
    return `${this.get(kind) ?? "plain"} light`;
  }
}

export default async function productShot({ product }: { product: string }) {
  const styles = new Styles([["studio", "warm"]]);
  const photo = await flux({ prompt: `${product}, ${styles.of("studio")}` });
  return { image: photo.images[0].url };
}
