import type { Json } from "../../lib/json.ts";
import { type FlagResult, parseFlag } from "../../runner/flag.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Field } from "./fields.ts";

/**
 * The value of a field from the texts given for it, or the problem, as the end of a sentence. For a list, each text
 * is one item, or a whole list as JSON; all are concatenated in order.
 */
export function readField(
  { schema, isList, name }: Field,
  texts: readonly (string | undefined)[],
): FlagResult {
  if (texts.includes(undefined)) return { problem: `has no value after --${name}` };
  const given = texts.filter((text) => text !== undefined);
  const [only = "", ...more] = given;
  if (!isList) return more.length === 0 ? parseFlag(schema, only) : { problem: "is given more than once" };
  const items: Json[] = [];
  for (const text of given) {
    const whole = parseFlag(schema, text);
    if ("value" in whole && Array.isArray(whole.value)) {
      items.push(...(whole.value as readonly Json[]));
      continue;
    }
    if ("problem" in whole && whole.isOfText) return whole;
    // `null`, for a nullable list.
    if ("value" in whole && more.length === 0) return whole;
    const item = parseFlag(itemsOf(schema), text);
    if ("problem" in item) return item;
    items.push(item.value);
  }
  return { value: items };
}

/** The items' schema, also for a nullable list. */
function itemsOf(schema: Schema): Schema {
  const branches = schema.anyOf ?? schema.oneOf ?? [];
  return schema.items ?? branches.find(({ items }) => items !== undefined)?.items ?? {};
}
