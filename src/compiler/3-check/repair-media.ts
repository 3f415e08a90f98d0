/** The rewrite for a file of the wrong kind: the right field, or a frame extracted from the video. */
import type { Schema } from "../../catalog/schema.ts";
import { isUrlName } from "../../catalog/url-name.ts";
import { textAt } from "../../diagnostics/in-place.ts";
import { printRewrite, type Proposal } from "../../diagnostics/rewrite.ts";
import { rewriteKey, rewriteValue } from "./data-place.ts";
import type { Doubt } from "./doubts.ts";
import { mediaOf } from "./media.ts";

/** `undefined` if the endpoint has no such field, and nothing converts the file. */
export function repairMedia(
  { place, given, expected }: Extract<Doubt, { kind: "media" }>,
  input: Schema,
): Proposal | undefined {
  const { owner, path, data } = place;
  const isField = path.length === 1 && owner?.kind === "record";
  const better = Object.keys(input.properties ?? {}).find(
    (name) => isField && isUrlName(name) && mediaOf([name]) === given && !owner.fields.has(name),
  );
  if (better !== undefined) return rewriteKey(place, better);
  if (given !== "video" || expected !== "image" || data.kind !== "reference") return undefined;
  const call = rewriteValue(place, "frame.images[0].url");
  if (call === undefined) return undefined;
  return [
    `const extractFrame = model("fal-ai/ffmpeg-api/extract-frame");`,
    "",
    `const frame = await extractFrame({ video_url: ${textAt(data.span)} });`,
    printRewrite(call, data.span),
  ].join("\n");
}
