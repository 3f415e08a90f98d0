/** What fal's words for a unit mean, as far as their number can be told from a call's input. */
export interface Unit {
  readonly noun: Noun;
  /** One unit is `10 ** power` of them: 3 for `1000 characters`. */
  readonly power: number;
}

export type Noun = (typeof nouns)[number];

/**
 * `undefined` for all other words: `compute seconds`, `tokens`, `units`, `credits`, `generations`, … are counted by fal
 * while the model runs, or nobody says how. fal's units are free text (OpenAPI of api.fal.ai/v1, read 2026-08; a fifth
 * of the endpoints have one that no input tells: nodetool#5449).
 */
export function readUnit(text: string): Unit | undefined {
  const plain = text.trim().toLowerCase().replace("(s)", "");
  const [, count = "", word = ""] = /^(?:([\d,]+|1k|thousand)\s+)?([a-z]+)$/.exec(plain) ?? [];
  const noun = nouns.find((each) => each === word.replace(/s$/, ""));
  const power = powerOf(count.replaceAll(",", ""));
  return noun === undefined || power === undefined ? undefined : { noun, power };
}

const nouns = ["image", "megapixel", "second", "character", "video", "request"] as const;

function powerOf(count: string): number | undefined {
  if (count === "") return 0;
  if (count === "1k" || count === "thousand") return 3;
  return /^10*$/.test(count) ? count.length - 1 : undefined;
}
