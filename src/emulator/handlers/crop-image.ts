import { numberField } from "../answers/answer-context.ts";
import { fillSchema } from "../answers/fill-schema.ts";
import { pictureFile } from "../answers/make-file.ts";
import { crop } from "../media/crop.ts";
import type { Handler } from "./handler.ts";
import { readImageField } from "./read-image-field.ts";

/** A real crop. All four sides are percentages; a missing side leaves that edge unchanged. */
export const cropImage: Handler = {
  matches: ({ id }) => /^fal-ai\/(workflow-utilities|workflowutils)\/crop-image$/.test(id),
  async answer(context) {
    const source = await readImageField(context);
    const percent = (name: string, otherwise: number) => numberField(context.field, name) ?? otherwise;
    const part = await crop(source, {
      x: percent("x_percent", 0),
      y: percent("y_percent", 0),
      width: percent("width_percent", 100),
      height: percent("height_percent", 100),
    });
    return fillSchema(context, async () => pictureFile(part));
  },
};
