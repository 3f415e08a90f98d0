/** Every expression that can be generated, by the kind of its value. Any of them may also be a call of a helper. */
import type { Kind } from "../writing/kinds.ts";
import type { ExpressionTable, Rows } from "../writing/table.ts";
import { calls } from "./calls.ts";
import { copies } from "./copies.ts";
import { callOf } from "./helper-call.ts";
import { items, ofItems } from "./items.ts";
import { numbers } from "./numbers.ts";
import { structures } from "./structures.ts";
import { texts } from "./texts.ts";
import { words } from "./words.ts";

const { number, boolean, amount, flag } = numbers;

const own: ExpressionTable = {
  ...words,
  ...structures,
  ...calls,
  ...copies,
  ...items,
  amount,
  flag,
  number: { ...number, ...ofItems.number },
  boolean: { ...boolean, ...ofItems.boolean },
  word: { ...words.word, ...ofItems.word },
  text: { ...texts.text, ...ofItems.text },
  texts: { ...texts.texts, ...ofItems.texts },
  record: { ...structures.record, ...ofItems.record },
};

/** Each table contains a helper's call several times, so that helpers are not rare among dozens of rows. */
function withCalls(kind: Kind, rows: Rows<string>): Rows<string> {
  return {
    ...rows,
    "call of a helper": (writer) => callOf(kind, writer),
    "call of the last helper": (writer) => callOf(kind, writer),
    "name again": (writer) => writer.simple(kind),
  };
}

export const expressions = Object.fromEntries(
  Object.entries(own).map(([kind, rows]) => [kind, withCalls(kind as Kind, rows)]),
) as ExpressionTable; // the same keys
