import { fillSchema } from "../answers/fill-schema.ts";
import { pictureFile, pictureFormat } from "../answers/make-file.ts";
import { cutOut } from "../media/cut-out.ts";
import type { Handler } from "./handler.ts";
import { readImageField } from "./read-image-field.ts";

const NAMES = /birefnet|rembg|background[-/]remov|remove-background|bg-remov|remove-bg/;

/** Background removal of pictures (`bria/background/remove`, `birefnet`, `rembg`, …): the result is transparent. */
export const removeBackground: Handler = {
  matches: ({ id, input }) =>
    NAMES.test(id) && !id.includes("video") && "image_url" in (input.properties ?? {}),
  async answer(context) {
    const source = await readImageField(context);
    const format = pictureFormat(context);
    // JPEG has no transparency.
    const { picture, mask } = await cutOut(source, format === "jpeg" ? "png" : format);
    return fillSchema(context, async ({ name }) =>
      pictureFile(name.includes("mask") ? await mask() : picture),
    );
  },
};
