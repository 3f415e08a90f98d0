/** The characters of the text that a call sends to be spoken or read. */
import { decimalOf } from "../../lib/decimal.ts";
import { isStringSchema } from "../../schema/string-schema.ts";
import { besideNull } from "../../schema/null-schema.ts";
import { type Factor, isUnknown, notInInput, type UnknownQuantity } from "./quantity.ts";
import { fieldsOf, type SentCall, sentValue, unusable } from "./sent-fields.ts";

export interface Characters extends Factor {
  readonly isAscii: boolean;
}

/** Of the one required text, else of the only text that there is; unknown if there are several. In code points. */
export function countCharacters(call: SentCall): Characters | UnknownQuantity {
  const { properties = {}, required = [] } = call.endpoint.input;
  const inputs = fieldsOf({ properties });
  const texts = textFields.filter((name) => inputs[name] !== undefined && isText(inputs[name]));
  const needed = texts.filter((name) => required.includes(name));
  const [name, other] = needed.length > 0 ? needed : texts;
  if (name === undefined) return notInInput("no field of the input is known to be the text that is counted");
  if (other !== undefined) return notInInput(`both ${name} and ${other} are texts that may be counted`);
  const sent = sentValue(call, name);
  if (isUnknown(sent)) return sent;
  if (typeof sent.value !== "string") return unusable(name, sent.value);
  const length = [...sent.value].length;
  return {
    quantity: decimalOf(length),
    of: "characters",
    from: sent.from,
    isAscii: /^[\0-\x7f]*$/.test(sent.value),
  };
}

const textFields = ["text", "prompt", "script", "gen_text", "lyrics", "lyrics_prompt", "preview_text"];

function isText(schema: Parameters<typeof isStringSchema>[0]): boolean {
  return isStringSchema(besideNull(schema));
}
