import { printPath } from "../../graph/print-path.ts";
import type { Json } from "../../lib/json.ts";
import { printable } from "../../lib/printable.ts";
import type { ValueDifference } from "../../workspace/verify/value-difference.ts";

/**
 * A location where two sides differ, on three lines:
 *
 *     images[0].prompt
 *       function  "a red chair"
 *       graph     "a blue chair"
 *
 * Long values are cut around the first different character. `labels`: the names of the sides.
 */
export function printBoth(
  { path, inFunction, inGraph }: ValueDifference,
  labels: readonly [string, string],
): readonly string[] {
  const [one, other] = [print(inFunction), print(inGraph)];
  const start = Math.max(0, firstUnlike(one, other) - before);
  const width = Math.max(...labels.map(({ length }) => length));
  return [
    printable(printPath(path)) || "the whole value",
    `  ${labels[0].padEnd(width)}  ${cut(one, start)}`,
    `  ${labels[1].padEnd(width)}  ${cut(other, start)}`,
  ];
}

/** The number of characters shown of a value, and how many of them precede the first difference. */
const shown = 160;
const before = 60;

function print(value: Json | undefined): string {
  return value === undefined ? "(nothing there)" : printable(JSON.stringify(value));
}

function cut(text: string, start: number): string {
  if (text.length <= shown) return text;
  const part = text.slice(start, start + shown);
  return `${start > 0 ? "…" : ""}${part}${start + shown < text.length ? "…" : ""}`;
}

function firstUnlike(one: string, other: string): number {
  let index = 0;
  while (index < one.length && one[index] === other[index]) index += 1;
  return index;
}
