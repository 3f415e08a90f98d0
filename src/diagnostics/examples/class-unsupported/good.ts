import { model } from "falc";

const flux = model("fal-ai/flux/dev");

class Styles {
  readonly #known = new Map([["studio", "warm"]]);

  of(kind: string) {
    return `${this.#known.get(kind) ?? "plain"} light`;
  }
}

export default async function productShot({ product }: { product: string }) {
  const styles = new Styles();
  const photo = await flux({ prompt: `${product}, ${styles.of("studio")}` });
  return { image: photo.images[0].url };
}
