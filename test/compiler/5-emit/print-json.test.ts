/** Artifacts are printed as prettier would print them; checked with prettier itself. */
import fc from "fast-check";
import { format } from "prettier";
import { expect, test } from "vitest";
import { printJson } from "../../../src/compiler/5-emit/print-json.ts";
import type { Json } from "../../../src/lib/json.ts";

const texts = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("$input.prompt", "a red chair, studio light", "椅子の写真", "👩‍🔧 at work", "é", "©®™", "\\"),
);

const keys = texts.filter((key) => key !== "__proto__");

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 6 }),
    fc.array(fc.integer(), { maxLength: 40 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
  ),
})).value;

test("prettier would change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(keys, json, { maxKeys: 5 }), async (value) => {
      const printed = printJson(value);
      expect(await format(printed, { parser: "json" })).toBe(printed);
      expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 1000 },
  );
});
