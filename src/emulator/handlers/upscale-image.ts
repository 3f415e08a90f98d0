import { numberField, type AnswerContext } from "../answers/answer-context.ts";
import { fillSchema } from "../answers/fill-schema.ts";
import { pictureFile, pictureFormat } from "../answers/make-file.ts";
import { enlarge } from "../media/enlarge.ts";
import type { Handler } from "./handler.ts";
import { readImageField } from "./read-image-field.ts";

const NAMES = /upscal|esrgan|seedvr|clarity|aura-sr|super-resolution/;
const FACTORS = ["upscale_factor", "scale", "scale_factor", "upscaling_factor"];

/** Upscales pictures by the input's factor or its default, else by two. */
export const upscaleImage: Handler = {
  matches: ({ id, input }) =>
    NAMES.test(id) && !id.includes("video") && "image_url" in (input.properties ?? {}),
  async answer(context) {
    const source = await readImageField(context);
    const larger = await enlarge(source, factorOf(context), pictureFormat(context));
    return fillSchema(context, async () => pictureFile(larger));
  },
};

function factorOf({ field }: AnswerContext): number {
  const factors = FACTORS.map((name) => numberField(field, name));
  return factors.find((factor) => factor !== undefined && factor > 0) ?? 2;
}
