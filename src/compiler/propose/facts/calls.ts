/** What calls send: what the facts and the author's line suggest. */
import { ifNewer } from "../../../diagnostics/wording.ts";
import { tick } from "../../../diagnostics/wording.ts";
import type { FromFacts } from "./from-facts.ts";

export const ofCalls = {
  "field-unknown": ({ fields: [first] }) =>
    first?.mayBeNewer === true
      ? { words: `Use a field that the endpoint accepts. ${ifNewer(first.endpoint, tick(first.field))}` }
      : undefined,
  "field-value": ({ fields: [first] }) =>
    first?.mayBeNewer === true && (first.allowed ?? []).length > 0
      ? {
          words: `Use one of the values that the endpoint accepts. ${ifNewer(first.endpoint, first.given ?? "the value")}`,
        }
      : undefined,
  "field-media": ({ fields: [first] }) => {
    const words = first && mediaAdvice[`${first.given} for ${first.expected}`];
    return words === undefined ? undefined : { words };
  },
} satisfies FromFacts;

/** For media that an endpoint converts. */
const mediaAdvice: Readonly<Record<string, string>> = {
  "video for image": "Send an image, or use an endpoint that extracts a frame from the video.",
  "image for video": "Send a video, or use an image-to-video endpoint to make one from the image.",
};
