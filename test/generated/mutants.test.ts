/** Each mutant still has its place in the compiler. `npm run mutants` tries them, which takes too long for every run. */
import { expect, test } from "vitest";
import { findPlace } from "./mutants/find-place.ts";
import { mutants } from "./mutants/table.ts";

test.each(mutants)("$name", (mutant) => {
  const [before, after] = findPlace(mutant);
  expect(before + mutant.replace + after).not.toBe(before + mutant.find + after);
});
