/** A call → how many of a noun it makes: a row for each noun. */
import { isUnknown, onePer, type Quantity, type UnknownQuantity } from "./quantity.ts";
import type { Noun, Unit } from "../unit.ts";
import { countCharacters } from "./characters.ts";
import { countMegapixels } from "./megapixels.ts";
import { countResults } from "./results.ts";
import { countSeconds } from "./seconds.ts";
import { fieldsOf, type SentCall } from "./sent-fields.ts";

type Count = (call: SentCall, unit: Unit) => Quantity | UnknownQuantity;

const counts: Readonly<Record<Noun, Count>> = {
  image: (call) => only(countResults("image", call)),
  video: (call) => only(countResults("video", call)),
  request: () => ({ factors: [onePer("requests")], doubts: [] }),
  megapixel: (call) => {
    const images = countResults("image", call);
    if (isUnknown(images)) return images;
    const size = countMegapixels(call);
    if (isUnknown(size)) return size;
    // Neither fal's documents nor anybody's bill that falc's authors have read says it.
    const doubt = "whether fal rounds megapixels up, and takes them for 1,000,000 pixels, is not known";
    return { factors: [images, size], doubts: [doubt] };
  },
  second: (call) => {
    const seconds = countSeconds(call);
    if (isUnknown(seconds)) return seconds;
    const results = fieldsOf(call.endpoint.output);
    if (results["videos"] === undefined) return only(seconds);
    const videos = countResults("video", call);
    return isUnknown(videos) ? videos : { factors: [videos, seconds], doubts: [] };
  },
  character: (call, { power }) => {
    const characters = countCharacters(call);
    if (isUnknown(characters)) return characters;
    const { isAscii, ...factor } = characters;
    const doubts = [
      ...(power > 0 ? ["whether fal rounds up to whole units is not known"] : []),
      ...(isAscii ? [] : ["how fal counts characters beyond ASCII is not known"]),
    ];
    return { factors: [factor], doubts };
  },
};

/** Of the noun, not yet of the unit: 2,500 characters, where the unit is 1,000. */
export function countUnits(call: SentCall, unit: Unit): Quantity | UnknownQuantity {
  const quantity = counts[unit.noun](call, unit);
  if (isUnknown(quantity)) return quantity;
  const weights = weightFields.filter((name) => fieldsOf(call.endpoint.input)[name] !== undefined);
  const doubts = weights.map((name) => `fal may count more or fewer units for another ${name}`);
  return { factors: quantity.factors, doubts: [...quantity.doubts, ...doubts] };
}

/** Fields that make a result dearer on many endpoints, while fal's pricing API gives one price for each. */
const weightFields = [
  "resolution", "target_resolution", "quality", "video_quality", "rendering_speed", "generate_audio", "mode",
]; // prettier-ignore

function only(factor: Quantity["factors"][number] | UnknownQuantity): Quantity | UnknownQuantity {
  return isUnknown(factor) ? factor : { factors: [factor], doubts: [] };
}
