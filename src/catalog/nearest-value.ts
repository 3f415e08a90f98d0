/** Which of a field's values was probably meant by one that it does not take. */
import type { Json } from "../lib/json.ts";
import { changesBetween, suggest } from "../lib/suggest.ts";
import { wordsOf } from "../lib/words.ts";

/**
 * `undefined` when none is near. The same number is nearest, as text (5 and `"5"`) or with seconds (`"5s"`), then what is
 * one letter away, then the form of a picture, then what is spelt alike.
 */
export function nearestValue(given: Json, allowed: readonly Json[]): Json | undefined {
  const plain = (value: Json) => String(value).replace(/^(\d+)s$/, "$1");
  const same = allowed.find((each) => plain(each) === plain(given));
  if (same !== undefined || typeof given !== "string") return same;
  const texts = allowed.filter((each) => typeof each === "string");
  const spelt = suggest(given, texts);
  if (spelt !== undefined && changesBetween(given, spelt) === 1) return spelt;
  const form = formOf(given);
  return (form && texts.find((each) => formOf(each) === form)) ?? spelt;
}

/** What fal's two names for the form of a picture say: of `16:9` and `landscape_16_9` it is `landscape 9,16`. */
function formOf(value: string): string | undefined {
  const words = wordsOf(value);
  if (words.join() === "square") return "square";
  const [name, ...sides] = /^\d+$/.test(words[0] ?? "") ? ["", ...words] : words;
  const [width = NaN, height = NaN, ...more] = sides.map(Number);
  if (Number.isNaN(width + height) || more.length > 0) return undefined;
  if (width === height) return "square";
  const form = name === "" ? (width > height ? "landscape" : "portrait") : name;
  return `${form} ${Math.min(width, height)},${Math.max(width, height)}`;
}
