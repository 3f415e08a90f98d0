import type { AnswerContext } from "../answers/answer-context.ts";
import { readImage } from "../answers/read-media.ts";
import type { Pixels } from "../media/pixels.ts";
import { ModelError } from "../model-error.ts";

/** The picture at `image_url`. If there is none, rejects with the error that fal would report. */
export async function readImageField(context: AnswerContext): Promise<Pixels> {
  const { input } = context;
  const loc = ["body", "image_url"];
  const url = Object.hasOwn(input, "image_url") ? input["image_url"] : undefined;
  if (typeof url !== "string") throw new ModelError("missing", "Field required", loc, input);
  return readImage(url, loc, context);
}
