/** How many units an answer is billed for: counted in what was really made. */
import { add, type Decimal, decimalOf, multiply, printDecimal, shift, zero } from "../../lib/decimal.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { unreachable } from "../../lib/unreachable.ts";
import { decodeDataUri } from "../answers/read-media.ts";
import type { Call } from "../call.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Perform } from "../jobs/job-queue.ts";
import { loadSharp } from "../media/load-sharp.ts";
import { inventPrice } from "./invented-prices.ts";
import { mp4Seconds } from "./mp4-seconds.ts";

/** The same answers, with what they are billed for. */
export function billed(perform: Perform, files: FileStore): Perform {
  return async (call) => {
    const outcome = await perform(call);
    if (outcome.kind === "failure") return outcome;
    const units = await countBillable(call, outcome.output, files);
    return units === undefined ? outcome : { ...outcome, billableUnits: printDecimal(units) };
  };
}

/** `undefined` if its unit cannot be seen in an answer. */
async function countBillable(call: Call, output: Json, files: FileStore): Promise<Decimal | undefined> {
  const { unit } = inventPrice(call.endpoint);
  const results = (thing: string) => [
    ...filesIn(output, thing, files),
    ...filesIn(output, `${thing}s`, files),
  ];
  switch (unit) {
    case "images":
      return decimalOf(results("image").length);
    case "videos":
      return decimalOf(results("video").length);
    case "megapixels":
      return shift(sum(await Promise.all(results("image").map(pixelsOf))), 6);
    case "seconds":
      return sum(results("video").map(mp4Seconds));
    case "1000 characters":
      return shift(decimalOf(charactersOf(call)), 3);
    case "compute seconds":
      return undefined;
    default:
      return unreachable(unit);
  }
}

/** The bytes of the files in a property of the output, which is a file or a list of them. */
function filesIn(output: Json, name: string, files: FileStore): readonly Uint8Array[] {
  const property = isJsonObject(output) && Object.hasOwn(output, name) ? output[name] : undefined;
  return [property].flat().flatMap((file: Json | undefined) => {
    const url = isJsonObject(file) ? file["url"] : file;
    if (typeof url !== "string") return [];
    const bytes = url.startsWith("data:") ? decodeDataUri(url) : files.findByUrl(url)?.bytes;
    return bytes === undefined ? [] : [bytes];
  });
}

async function pixelsOf(picture: Uint8Array): Promise<Decimal> {
  const sharp = await loadSharp();
  const { width, height } = await sharp(picture).metadata();
  return multiply(decimalOf(width), decimalOf(height));
}

function charactersOf({ input, endpoint }: Call): number {
  const sent = isJsonObject(input) ? input["text"] : undefined;
  const text = sent ?? endpoint.input.properties?.["text"]?.default;
  return typeof text === "string" ? Array.from(text).length : 0;
}

function sum(numbers: readonly Decimal[]): Decimal {
  return numbers.reduce(add, zero);
}
