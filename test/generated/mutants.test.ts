/**
 * Each mutant still has its function in the compiler. `mutants.process.test.ts` and `compiler/account/dropped` run them.
 */
import { expect, test } from "vitest";
import { dropped } from "../compiler/account/dropped/table.ts";
import { checkAddresses } from "../support/mutants/mutable-compiler.ts";
import { mutants } from "./mutants/table.ts";

test("each mutant's function is in the compiler, once", () => {
  expect(() => checkAddresses([...mutants, ...dropped])).not.toThrow();
});

test("a function that is gone, or that is not the only one of its name, is named with its row", () => {
  const become = () => () => undefined;
  expect(() => checkAddresses([{ name: "a row", of: "goneSince", become }])).toThrow(
    "“a row” replaces goneSince, but no file has it. Give the row the function that does this now.",
  );
  expect(() => checkAddresses([{ name: "a row", of: "patternOf", become }])).toThrow(
    /“a row” replaces patternOf, but several files have it: .*patterns\.ts/,
  );
});

test("no two mutants have one name", () => {
  for (const table of [mutants, dropped]) {
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
  }
});
