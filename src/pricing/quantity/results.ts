/** How many images or videos a call makes. */
import { countFieldOf, countFields } from "../../endpoints/result-count.ts";
import { decimalOf, one } from "../../lib/decimal.ts";
import { besideNull } from "../../schema/null-schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import { type Factor, isUnknown, notInInput, onePer, type UnknownQuantity } from "./quantity.ts";
import { fieldsOf, type SentCall, sentValue, unusable } from "./sent-fields.ts";

/** `thing`: the name of the endpoint's result, if there is one; a list of several has an `s` more. */
export function countResults(thing: "image" | "video", call: SentCall): Factor | UnknownQuantity {
  const results = fieldsOf(call.endpoint.output);
  const [one, several] = [results[thing], results[`${thing}s`]];
  if (one !== undefined && several !== undefined)
    return notInInput(`the result has both ${thing} and ${thing}s`);
  if (one !== undefined) return countSingle(thing, call);
  if (several === undefined || !typesOf(besideNull(several)).includes("array"))
    return notInInput(`the result has no ${thing}`);
  const field = countFieldOf(`${thing}s`, call.endpoint.input);
  if (field !== undefined) return readCount(field, `${thing}s`, call);
  const { minItems, maxItems } = besideNull(several);
  if (maxItems === 1 && minItems !== 0) return onePer(`${thing}s`);
  return notInInput(`no field of the input says how many ${thing}s there will be`);
}

/** A field for the number although there is only one result: nobody knows what fal counts. */
function countSingle(thing: string, { endpoint }: SentCall): Factor | UnknownQuantity {
  const inputs = fieldsOf(endpoint.input);
  const field = countFields.find((name) => inputs[name] !== undefined);
  return field === undefined
    ? onePer(`${thing}s`)
    : notInInput(`${field} sets a number, but the result has one ${thing}`);
}

function readCount(name: string, of: string, call: SentCall): Factor | UnknownQuantity {
  const sent = sentValue(call, name);
  if (isUnknown(sent)) return sent;
  const { value, from } = sent;
  const count = typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : value;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1) return unusable(name, value);
  return { quantity: count === 1 ? one : decimalOf(count), of, from };
}
