/** The seconds of video or audio that a call makes. */
import { parseDecimal, decimalOf, type Decimal, compareDecimals, zero } from "../../lib/decimal.ts";
import type { GraphValue } from "../../graph/types.ts";
import { fileKindOf } from "../../schema/file-kind.ts";
import { type Factor, isUnknown, notInInput, type UnknownQuantity } from "./quantity.ts";
import { fieldsOf, type SentCall, sentValue, unusable } from "./sent-fields.ts";

/**
 * From the field for the duration, as a number, `"5"` or `"5s"`. Unknown if the result has no duration, because fal may
 * then mean seconds of computing; and if the call sends a video or a sound, whose seconds fal may mean.
 */
export function countSeconds(call: SentCall): Factor | UnknownQuantity {
  const inputs = fieldsOf(call.endpoint.input);
  const results = Object.entries(fieldsOf(call.endpoint.output));
  if (!results.some(([name, schema]) => isTimed(fileKindOf(name, schema))))
    return notInInput(
      "the result is neither a video nor a sound, so the seconds may be those of the computer",
    );
  const sent = [...call.input.fields].find(
    ([name, value]) => value !== null && isTimed(fileKindOf(name, inputs[name] ?? {})),
  );
  if (sent !== undefined) return notInInput(`the seconds may be those of ${sent[0]}`);
  const fields = durationFields.filter((name) => inputs[name] !== undefined);
  const [name, other] = fields;
  if (name === undefined) return notInInput("no field of the input says how long the result will be");
  if (other !== undefined) return notInInput(`both ${name} and ${other} set a duration`);
  const found = sentValue(call, name);
  if (isUnknown(found)) return found;
  const quantity = readSeconds(found.value);
  return quantity === undefined ? unusable(name, found.value) : { quantity, of: "seconds", from: found.from };
}

/** In the catalogue of client 1.10.1, all of them are in seconds. */
const durationFields = ["duration", "duration_seconds", "seconds_total", "total_seconds", "music_duration"];

function isTimed(kind: ReturnType<typeof fileKindOf>): boolean {
  return kind === "video" || kind === "audio";
}

function readSeconds(value: GraphValue): Decimal | undefined {
  const seconds =
    typeof value === "number" && Number.isFinite(value)
      ? decimalOf(value)
      : typeof value === "string" && value.length < 20
        ? parseDecimal(value.replace(/s$/, ""))
        : undefined;
  return seconds !== undefined && compareDecimals(seconds, zero) > 0 ? seconds : undefined;
}
