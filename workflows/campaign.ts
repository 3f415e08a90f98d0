import { model } from "falc";
import { style } from "./_brand.ts";

const flux = model("fal-ai/flux/dev");
const kontext = model("fal-ai/flux-pro/kontext");
const upscale = model("fal-ai/clarity-upscaler");
const see = model("openrouter/router/vision");

const formats = [
  { name: "feed", aspect_ratio: "1:1" },
  { name: "story", aspect_ratio: "9:16" },
  { name: "banner", aspect_ratio: "21:9" },
] as const;

interface Input {
  /** What the campaign shows */
  subject: string;
  /** The offer it announces, e.g. "20% off all chairs" */
  offer: string;
}

/** One hero picture in every format a campaign needs, checked against each other. */
export default async function campaign(input: Input) {
  const hero = await flux({ prompt: `${input.subject}, ${style}`, image_size: "square_hd" });
  const heroUrl = hero.images[0].url;

  // The formats do not wait for each other, nor does the large hero.
  const [large, pictures] = await Promise.all([
    upscale({ image_url: heroUrl, upscale_factor: 2 }),
    Promise.all(
      formats.map(async ({ name, aspect_ratio }) => {
        const picture = await kontext({
          prompt: `Recompose for a ${name} advert that announces: ${input.offer}`,
          image_url: heroUrl,
          aspect_ratio,
        });
        return { name, url: picture.images[0].url };
      }),
    ),
  ]);

  const review = await see({
    model: "google/gemini-2.5-flash",
    prompt: "Do these pictures show the same product in the same light? Name every difference.",
    image_urls: pictures.map(({ url }) => url),
  });

  return {
    hero: large.image,
    formats: Object.fromEntries(pictures.map(({ name, url }) => [name, url])),
    review: review.output,
  };
}
