/** How many results an endpoint returns per call: by the names of the fields that set the number. */
import type { Schema } from "../schema/schema.ts";

/** Input fields that set the number of results. */
export const countFields: readonly string[] = [
  "num_images", "num_outputs", "num_samples", "num_results", "num_videos", "number_of_images",
]; // prettier-ignore

/** Lists of the output with one entry per result. */
const perResult = /^(images?|videos?|audios?|outputs?|seeds?|has_nsfw_concepts|nsfw_content_detected)$/;

export function isPerResult(list: string): boolean {
  return perResult.test(list);
}

/**
 * The field that gives the length of an output list. `undefined` if no field certainly does: the number of videos
 * says nothing about images, and if each result may be several (`max_images`), the list may be longer.
 */
export function countFieldOf(list: string, { properties = {} }: Schema): string | undefined {
  if (!/^(?:images|videos|audios|outputs|results|samples)$/.test(list)) return undefined;
  const names = Object.keys(properties);
  if (names.some((name) => /^max_(?:images|videos|outputs|results)$/.test(name))) return undefined;
  const counts = countFields.filter((name) => names.includes(name));
  const [count, ...others] = counts;
  if (count === undefined || others.length > 0) return undefined;
  const counted = count.replace(/^num(?:ber_of)?_/, "");
  return counted === list || /^(?:outputs|samples|results)$/.test(counted) ? count : undefined;
}
