/** Finds the value that was probably meant by one that a field does not accept. */
import type { Json } from "../lib/json.ts";
import { changesBetween, isMisspelling, suggest } from "./suggest.ts";
import { wordsOf } from "../lib/words.ts";

/**
 * `undefined` if none is close. In this order: the same number, as text (5 and `"5"`) or with seconds (`"5s"`); a
 * difference of one letter; the same aspect ratio; the same beginning; a similar spelling; for numbers, the nearest.
 */
export function nearestValue(given: Json, allowed: readonly Json[]): Json | undefined {
  const plain = (value: Json) => String(value).replace(/^(\d+)s$/, "$1");
  const same = allowed.find((each) => plain(each) === plain(given));
  if (same !== undefined) return same;
  const number = nearestNumber(plain(given), allowed.map(plain));
  if (number !== undefined) return allowed[number];
  if (typeof given !== "string") return undefined;
  const texts = allowed.filter((each) => typeof each === "string");
  const spelt = suggest(given, texts);
  if (spelt !== undefined && changesBetween(given, spelt) === 1) return spelt;
  const form = formOf(given);
  const longer = given === "" ? undefined : texts.find((each) => each.startsWith(`${given.toLowerCase()}_`));
  return (form && texts.find((each) => formOf(each) === form)) ?? longer ?? spelt;
}

/**
 * The closest value if it is the only possible one: the same number, the same aspect ratio, the only one with that
 * beginning, or a misspelling. `8` for 10, and `portrait` for one of two portraits, are guesses.
 */
export function meantValue(given: Json, allowed: readonly Json[]): Json | undefined {
  const near = nearestValue(given, allowed);
  if (near === undefined) return undefined;
  const [text, other] = [String(given), String(near)];
  if (text.replace(/^(\d+)s$/, "$1") === other.replace(/^(\d+)s$/, "$1")) return near;
  if (typeof given !== "string" || given === "") return undefined;
  const isSameForm = formOf(given) !== undefined && formOf(given) === formOf(other);
  const longer = allowed.filter((each) => String(each).startsWith(`${given.toLowerCase()}_`));
  const isOnlyLonger = longer.length === 1 && longer[0] === near;
  return isSameForm || isOnlyLonger || isMisspelling(given, other) ? near : undefined;
}

/**
 * Its index, if all choices are numbers and the given one lies between them; of two equally close ones, the greater.
 */
function nearestNumber(given: string, allowed: readonly string[]): number | undefined {
  const isNumber = (text: string) => /^\d+(?:\.\d+)?$/.test(text);
  if (!isNumber(given) || allowed.length === 0 || !allowed.every(isNumber)) return undefined;
  const numbers = allowed.map(Number);
  const target = Number(given);
  if (target < Math.min(...numbers) || target > Math.max(...numbers)) return undefined;
  const away = (number: number) => Math.abs(number - target);
  const best = numbers.reduce((one, other) =>
    away(other) < away(one) || (away(other) === away(one) && other > one) ? other : one,
  );
  return numbers.indexOf(best);
}

/** The common form of fal's two notations for aspect ratios: `16:9` and `landscape_16_9` are both `landscape 9,16`. */
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
