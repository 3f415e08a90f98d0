import { model } from "falc";
import { z } from "zod";
import { style } from "./_brand.ts";

const llm = model("openrouter/router");
const ideogram = model("fal-ai/ideogram/v3");

export const input = z.object({
  product: z.string().min(1).describe('The product, e.g. "an oak chair with a woven seat"'),
  audience: z.string().default("people who furnish their first flat").describe("Who the ad speaks to"),
  tone: z.enum(["playful", "calm", "bold"]).default("calm").describe("How it sounds"),
});

const writer = "You write advertising for a small furniture shop. Answer with the text only, no quotes.";
const writerModel = "google/gemini-2.5-flash";

/** Headline, body and poster for an ad, in one voice. */
export default async function adCopy({ product, audience, tone }: z.infer<typeof input>) {
  const brief = `Product: ${product}. Audience: ${audience}. Tone: ${tone}.`;

  const headline = await llm({
    model: writerModel,
    system_prompt: writer,
    prompt: brief + " Write a headline of at most six words.",
  });
  const body = await llm({
    model: writerModel,
    system_prompt: writer,
    prompt: `${brief} The headline is: ${headline.output}\nWrite two sentences that follow it.`,
  });
  const poster = await ideogram({
    prompt: `Poster for ${product}, ${style}. Large headline: ${headline.output}`,
    image_size: "portrait_4_3",
  });

  return {
    headline: headline.output,
    body: body.output,
    caption: `${headline.output} ${body.output}`,
    poster: poster.images[0].url,
  };
}
