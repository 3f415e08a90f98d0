/** The rewrite for a file of the wrong kind: the right field, or a frame extracted from the video. */
import { printRewrite } from "../../../diagnostics/print-rewrite.ts";
import type { Schema } from "../../../schema/schema.ts";
import { isUrlName } from "../../../schema/url-name.ts";
import { textAt } from "../../../diagnostics/in-place.ts";
import { type Suggestion } from "../../../diagnostics/suggestion.ts";
import { freeName } from "../lift-to-input.ts";
import { ts } from "../../typescript.ts";
import { rewriteKey, rewriteValue } from "./data-edits.ts";
import type { Doubt } from "../../3-check/doubts.ts";
import type { Reached } from "./in-helper.ts";
import { mediaOf } from "../../3-check/media.ts";

type MediaDoubt = Extract<Doubt, { kind: "media" }>;

/** `undefined` if the endpoint has no such field, and nothing converts the file. */
export function suggestForMedia(doubt: MediaDoubt, input: Schema, reached: Reached): Suggestion | undefined {
  const { place, given, expected } = doubt;
  const { owner, path } = place;
  const isField = path.length === 1 && owner?.kind === "record";
  const better = Object.keys(input.properties ?? {}).find(
    (name) => isField && isUrlName(name) && mediaOf([name]) === given && !owner.fields.has(name),
  );
  if (better !== undefined) return rewriteKey(place, better);
  return given === "video" && expected === "image" ? frameInstead(doubt, reached) : undefined;
}

/** Sample code for a statement of the workflow itself: in a helper or a loop, others would get a frame too. */
function frameInstead({ place }: MediaDoubt, { trail, modules }: Reached): Suggestion | undefined {
  const { node, span, kind } = place.data;
  const module = modules.get(span.source.path);
  const statement = ts.findAncestor(node, ts.isStatement);
  const inner = ts.findAncestor(node, ts.isFunctionLike);
  const isDirect =
    kind === "reference" &&
    trail.length === 0 &&
    statement !== undefined &&
    ts.isBlock(statement.parent) &&
    statement.parent.parent === inner;
  if (!isDirect || module === undefined) return undefined;
  const extract = freeName(["extractFrame", "takeFrame"], module);
  const frame = freeName(["frame", "firstFrame", "still"], module);
  const call = frame === undefined ? undefined : rewriteValue(place, `${frame}.images[0].url`);
  if (extract === undefined || call === undefined) return undefined;
  return [
    `const ${extract} = model("fal-ai/ffmpeg-api/extract-frame");`,
    "",
    `const ${frame} = await ${extract}({ video_url: ${textAt(span)} });`,
    printRewrite(call, span),
  ].join("\n");
}
